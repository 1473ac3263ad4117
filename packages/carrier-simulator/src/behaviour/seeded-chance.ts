import { createHash } from 'node:crypto';

/** A number of [0, 1) that depends on nothing but its arguments: the same for the same ones, on every machine, in any order of asking. */
export function seededChance(seed: number, ...what: readonly (string | number)[]): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, ...what]))
    .digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}
