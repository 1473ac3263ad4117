/** Milliseconds of a Retry-After header in seconds; `undefined` when there is none that can be read. */
export function retryAfterMs(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : undefined;
}
