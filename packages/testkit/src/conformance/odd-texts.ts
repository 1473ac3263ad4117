/** Texts of the right type that nobody expects. */
export const oddTexts: readonly (readonly [what: string, text: string])[] = [
  ['an empty text', ''],
  ['spaces only', '   '],
  ['100,000 letters', 'a'.repeat(100_000)],
  ['a name of the prototype', '__proto__'],
  ['a name of every object', 'constructor'],
  ['signs of a pattern', '(.*)+[^$'],
  ['half of a character', 'x\uD800'],
  ['a NUL', 'x\0y'],
  ['direction marks and an emoji', '\u202E\u2066👩‍👩‍👧'],
  ['lines', 'one\r\ntwo'],
];
