/** What a customer wrote, made comparable: "  Hours! " is "hours", full-width digits are digits. */
export function readWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '');
}
