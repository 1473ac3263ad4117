/** As Vonage writes numbers: without the plus. Short codes and sender IDs are the same. */
export function toVonage(address: string): string {
  return address.replace(/^\+/, '');
}

/** A number of Vonage in international form; 7 to 15 digits are one, all else stands for itself. */
export function fromVonage(number: string): string {
  return /^[1-9]\d{6,14}$/.test(number) ? `+${number}` : number;
}
