/** A version as an ETag; hand it back in `If-Match`. */
export function etag(version: number): string {
  return `"${version}"`;
}
