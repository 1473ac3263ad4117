/** With https the browser itself guards the name: a `__Host-` cookie is secure, of this host only, and no subdomain can set it. */
export function sessionCookieName(publicUrl: string | null): string {
  return publicUrl?.startsWith('https://') ? '__Host-hailpoint_session' : 'hailpoint_session';
}
