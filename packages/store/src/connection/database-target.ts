/** The database as it may be shown: host, port and name, without user or password. */
export function databaseTarget(url: string): string {
  try {
    const { hostname, port, pathname, searchParams } = new URL(url);
    const host = hostname || searchParams.get('host') || 'localhost';
    return `${decodeURIComponent(pathname.slice(1)) || '(default)'} at ${host}:${port || 5432}`;
  } catch {
    return '(its URL could not be read)';
  }
}
