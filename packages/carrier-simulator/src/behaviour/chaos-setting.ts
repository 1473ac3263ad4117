import { InvalidRequestError } from '../errors/invalid-request-error.js';
import { type ChaosPreset, type ChaosProfile, chaosPresets, type Delay } from './chaos-profile.js';
import type { SeedBy } from './decide-behaviour.js';

/** A seed, and what it decides about: a preset, changed where more is named. */
export interface ChaosSetting {
  readonly seed: number;
  /** Default `rough`. */
  readonly preset?: ChaosPreset;
  readonly profile?: Partial<ChaosProfile>;
  /** Default `id`. */
  readonly by?: SeedBy;
}

export function chaosProfile({ preset = 'rough', profile = {} }: ChaosSetting): ChaosProfile {
  return { ...chaosPresets[preset], ...profile };
}

/**
 * A setting as it came over HTTP or from a file.
 * @throws InvalidRequestError naming the field.
 */
export function parseChaosSetting(value: unknown): ChaosSetting {
  const { seed, preset = 'rough', profile = {}, by = 'id', ...rest } = record(value, 'chaos');
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new InvalidRequestError(`chaos.${unknown}`, 'is not known');
  if (!Number.isSafeInteger(seed)) throw new InvalidRequestError('chaos.seed', 'must be a whole number');
  if (typeof preset !== 'string' || !Object.hasOwn(chaosPresets, preset)) {
    throw new InvalidRequestError('chaos.preset', `must be one of ${Object.keys(chaosPresets).join(', ')}`);
  }
  if (by !== 'id' && by !== 'content') throw new InvalidRequestError('chaos.by', 'must be "id" or "content"');
  return { seed: seed as number, preset: preset as ChaosPreset, profile: parseChaosProfile(profile), by };
}

/** @throws InvalidRequestError naming the field. */
export function parseChaosProfile(value: unknown): Partial<ChaosProfile> {
  for (const [key, setting] of Object.entries(record(value, 'chaos.profile'))) {
    const name = `chaos.profile.${key}`;
    const known = Object.hasOwn(chaosPresets.none, key) ? chaosPresets.none[key as keyof ChaosProfile] : undefined;
    if (known === undefined) throw new InvalidRequestError(name, 'is not known');
    if (typeof known === 'object') checkDelay(record(setting, name), name);
    else if (!within(setting, key === 'maximumClockSkewMs' ? 86_400_000 : 1)) {
      throw new InvalidRequestError(name, 'must be a probability from 0 to 1, or milliseconds where its name says so');
    }
  }
  return value as Partial<ChaosProfile>;
}

function checkDelay(
  { meanMs, maximumMs, ...rest }: Readonly<Record<keyof Delay | string, unknown>>,
  name: string,
): void {
  if (within(meanMs, 120_000) && within(maximumMs, 120_000) && Object.keys(rest).length === 0) return;
  throw new InvalidRequestError(name, 'must be { meanMs, maximumMs }, each from 0 to 120000');
}

function within(value: unknown, maximum: number): boolean {
  return typeof value === 'number' && value >= 0 && value <= maximum;
}

function record(value: unknown, name: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new InvalidRequestError(name, 'must be an object');
}
