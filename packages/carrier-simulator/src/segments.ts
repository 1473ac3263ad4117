const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extended = new Set('\f^{}\\[~]|€');

/** How many parts the carrier bills for a text: 160/153 septets of GSM 7-bit (3GPP TS 23.038), else 70/67 units of UCS-2. */
export function countSegments(body: string): number {
  const septets = [...body].map((character) => (basic.has(character) ? 1 : extended.has(character) ? 2 : 0));
  if (septets.includes(0))
    return parts(
      [...body].map((character) => character.length),
      70,
      67,
    );
  return parts(septets, 160, 153);
}

/** A character of two units is never split over two parts. */
function parts(sizes: readonly number[], single: number, multiple: number): number {
  if (sizes.reduce((sum, size) => sum + size, 0) <= single) return 1;
  let count = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > multiple) {
      count += 1;
      used = 0;
    }
    used += size;
  }
  return count;
}
