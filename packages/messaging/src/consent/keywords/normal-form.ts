/**
 * A text as keywords are compared: without case, accents and compatibility forms (full width, for example), without anything around it that
 * is no letter or digit, and with any run of spaces, hyphens and underscores inside it as one space.
 */
export function normalForm(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}\p{Pc}]+/gu, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/[^\p{L}\p{N}]+$/u, '');
}
