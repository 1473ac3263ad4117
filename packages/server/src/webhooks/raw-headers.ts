import type { IncomingHttpHeaders } from 'node:http';

/** Headers as one text each; repeated ones are joined as HTTP says. */
export function rawHeaders(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
  );
  return Object.fromEntries(entries);
}
