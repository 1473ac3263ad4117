/** "1 receipt", "3 receipts": of a word that takes an s. */
export function countWords(amount: number, word: string): string {
  return `${amount} ${word}${amount === 1 ? '' : 's'}`;
}
