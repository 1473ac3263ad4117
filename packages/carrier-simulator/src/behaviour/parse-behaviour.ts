import { InvalidRequestError } from '../errors/invalid-request-error.js';
import type { CarrierBehaviour } from './carrier-behaviour.js';
import { type RefusalCode, refusals } from './refusals.js';

const maximumLatencyMs = 120_000;

/**
 * A change of behaviour as it came over HTTP.
 * @throws InvalidRequestError naming the field.
 */
export function parseBehaviour(value: unknown): Partial<CarrierBehaviour> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidRequestError('behaviour', 'must be an object');
  }
  const change: { -readonly [Key in keyof CarrierBehaviour]?: CarrierBehaviour[Key] } = {};
  for (const [key, setting] of Object.entries(value)) {
    switch (key) {
      case 'latencyMs':
        if (typeof setting !== 'number' || !(setting >= 0 && setting <= maximumLatencyMs)) {
          throw new InvalidRequestError(key, `must be milliseconds between 0 and ${maximumLatencyMs}`);
        }
        change.latencyMs = setting;
        break;
      case 'refuse':
        if (setting !== null && !(typeof setting === 'string' && Object.hasOwn(refusals, setting))) {
          throw new InvalidRequestError(key, `must be null or one of ${Object.keys(refusals).join(', ')}`);
        }
        change.refuse = setting as RefusalCode | null;
        break;
      case 'failAfterAccept':
        if (setting !== null && setting !== 'reset') throw new InvalidRequestError(key, 'must be null or "reset"');
        change.failAfterAccept = setting;
        break;
      case 'loseReceipts':
      case 'repeatReceipts':
      case 'readReceipts':
        if (typeof setting !== 'boolean') throw new InvalidRequestError(key, 'must be true or false');
        change[key] = setting;
        break;
      default:
        throw new InvalidRequestError(key, 'is not a behaviour that can be set');
    }
  }
  return change;
}
