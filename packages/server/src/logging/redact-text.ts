/** Bearer tokens, tokens and passwords in URLs, international phone numbers, e-mail addresses. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b(bearer)\s+[\w.~+/=-]+/gi, '$1 [redacted]'],
  [/\/(sign-in|media)\/(?!:)[^\s"'?#]+/g, '/$1/[redacted]'],
  [/:\/\/[^/\s@]*@/g, '://[redacted]@'],
  [/\+\d[\d ().-]{5,18}\d/g, '[redacted]'],
  [/[\w.+-]+@[\w-]+\.[\w.-]+/g, '[redacted]'],
];

/** The last line of defence: callers already keep addresses and secrets out of what they log. */
export function redactText(text: string): string {
  return patterns.reduce((redacted, [pattern, replacement]) => redacted.replace(pattern, replacement), text);
}
