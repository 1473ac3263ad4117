/**
 * Takes away what people paste along with a number and libphonenumber stumbles over: invisible characters (contacts apps wrap numbers in
 * direction marks), the full-width plus of East Asian keyboards, and brackets around the country code, as in `(+44)`.
 */
export function cleanNumber(written: string): string {
  return written
    .replace(/\p{Cf}/gu, '')
    .replace('＋', '+')
    .trim()
    .replace(/^\(\s*\+\s*(\d{1,3})\s*\)/, '+$1 ');
}
