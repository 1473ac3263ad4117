/** The default alphabet of 3GPP TS 23.038: one septet each. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';

/** Its extension table: an escape and one more septet. */
const extension = '\f^{}\\[~]|€';

const septets: ReadonlyMap<string, 1 | 2> = new Map([
  ...[...basic].map((character) => [character, 1] as const),
  ...[...extension].map((character) => [character, 2] as const),
]);

/** Septets of a character (a whole code point) in GSM 7-bit; `undefined`: it has none, so the text goes out as UCS-2. */
export function gsmSeptets(character: string): 1 | 2 | undefined {
  return septets.get(character);
}
