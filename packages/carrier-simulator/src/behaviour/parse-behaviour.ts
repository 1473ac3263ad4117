import { InvalidRequestError } from '../errors/invalid-request-error.js';
import { defaultBehaviour } from './carrier-behaviour.js';
import { parseChaosSetting } from './chaos-setting.js';
import { refusals } from './refusals.js';
import type { BehaviourSwitches } from './switched-behaviour.js';
import { undeliveredCodes } from './undelivered-codes.js';

const maximumDelayMs = 120_000;
const maximumSkewMs = 86_400_000;

/** Settings that are one of a few values; all others are true or false. */
const choices: Readonly<Record<string, readonly (string | boolean | null)[]>> = {
  refuse: [null, ...Object.keys(refusals)],
  failBeforeAccept: [null, 'resetUnread', 'reset', 'error'],
  failAfterAccept: [null, 'reset', 'error', 'tornAnswer'],
  loseReceipts: [false, true, 'sent', 'final'],
  undelivered: [null, ...Object.keys(undeliveredCodes)],
};

/**
 * A change of behaviour as it came over HTTP.
 * @throws InvalidRequestError naming the field.
 */
export function parseBehaviour(value: unknown): Partial<BehaviourSwitches> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidRequestError('behaviour', 'must be an object');
  }
  return Object.fromEntries(Object.entries(value).map(([key, setting]) => [key, parseSetting(key, setting)]));
}

function parseSetting(key: string, setting: unknown): unknown {
  if (key === 'chaos') return setting === null ? null : parseChaosSetting(setting);
  if (!Object.hasOwn(defaultBehaviour, key)) throw new InvalidRequestError(key, 'is not a behaviour that can be set');
  const [minimum, maximum] = key === 'clockSkewMs' ? [-maximumSkewMs, maximumSkewMs] : [0, maximumDelayMs];
  if (key.endsWith('Ms')) {
    if (typeof setting === 'number' && setting >= minimum && setting <= maximum) return setting;
    throw new InvalidRequestError(key, `must be milliseconds between ${minimum} and ${maximum}`);
  }
  const allowed = choices[key] ?? [false, true];
  if (allowed.includes(setting as string | boolean | null)) return setting;
  throw new InvalidRequestError(key, `must be one of ${allowed.map((choice) => JSON.stringify(choice)).join(', ')}`);
}
