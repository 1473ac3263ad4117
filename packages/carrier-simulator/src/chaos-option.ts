import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { chaosPresets } from './behaviour/chaos-profile.js';
import { type ChaosSetting, parseChaosSetting } from './behaviour/chaos-setting.js';

interface ChaosValues {
  readonly seed?: string | undefined;
  readonly chaos?: string | undefined;
  readonly 'seed-by'?: string | undefined;
}

/**
 * What `--seed`, `--chaos` and `--seed-by` say together; `null`: nothing is said, so the carrier behaves.
 * @throws InvalidRequestError naming what is wrong; the error of reading the file
 */
export async function chaosOption(values: ChaosValues): Promise<ChaosSetting | null> {
  const { seed, chaos } = values;
  if (seed === undefined && chaos === undefined) return null;
  const isPreset = chaos !== undefined && Object.hasOwn(chaosPresets, chaos);
  const named = chaos === undefined ? {} : isPreset ? { preset: chaos } : { profile: await readProfile(chaos) };
  return parseChaosSetting({
    seed: seed === undefined ? randomInt(2 ** 31) : /^-?\d+$/.test(seed) ? Number(seed) : seed,
    by: values['seed-by'],
    ...(isPreset || chaos === undefined ? {} : { preset: 'none' }),
    ...named,
  });
}

async function readProfile(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    const presets = Object.keys(chaosPresets).join(', ');
    throw new Error(`--chaos must be one of ${presets}, or a file of JSON; "${file}" is neither.`, { cause });
  }
}
