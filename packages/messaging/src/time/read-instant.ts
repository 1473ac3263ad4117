/** The years 1000 to 9999: the database reads no year 0, and nobody means one before. */
const form = /^[1-9]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** An ISO 8601 instant with `Z` or an offset; `null`: the text is none. */
export function readInstant(text: string): Date | null {
  const at = form.test(text) ? new Date(text) : null;
  return at === null || Number.isNaN(at.getTime()) ? null : at;
}
