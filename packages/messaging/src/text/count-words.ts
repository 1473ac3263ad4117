/** "1 receipt", "3 receipts". `many`: of words whose plural is not just an s. */
export function countWords(amount: number, one: string, many = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : many}`;
}
