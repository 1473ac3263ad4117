const phone = /(?<![\w-])\+?\d[\d ().-]{5,}\d(?![\w-])/g;
const mailbox = /[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().,;]+/g;
/** Look like numbers and are none: times and ids. */
const kept = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/;

/** The text without addresses: of a number its last four digits stay, of an e-mail address its domain. Times and ids stay as they are. */
export function maskAddresses(text: string): string {
  return text
    .split(kept)
    .map((part) => (kept.test(part) ? part : mask(part)))
    .join('');
}

function mask(text: string): string {
  return text
    .replace(mailbox, (address) => `…${address.slice(address.indexOf('@'))}`)
    .replace(phone, (number) => {
      const digits = number.replaceAll(/\D/g, '');
      return digits.length < 7 ? number : `…${digits.slice(-4)}`;
    });
}
