import type { HttpResponse, SendOutcome } from '@hailpoint/kernel';
import { MyPluginOutcomeUnknownError } from './my-plugin-errors.js';
import { readFields } from './read-fields.js';

/**
 * What the carrier's answer to a message means. The carrier's own words are not handed on: they repeat the number.
 * @throws MyPluginOutcomeUnknownError when the carrier may have the message
 */
export function outcomeOf(response: HttpResponse): SendOutcome {
  const { status } = response;
  if (status === 201) {
    const { id, segments } = readFields(response.text());
    if (typeof id !== 'string')
      throw new MyPluginOutcomeUnknownError('The carrier accepted the message without an id.');
    return { outcome: 'accepted', carrierMessageId: id, ...(typeof segments === 'number' && { segments }) };
  }
  if (status === 429) {
    const seconds = Number(response.headers['retry-after']);
    const wait = seconds > 0 ? { retryAfterMs: seconds * 1000 } : {};
    return { outcome: 'notSent', code: 'busy', reason: 'The carrier is busy. The message is tried again.', ...wait };
  }
  if (status === 401)
    return {
      outcome: 'notSent',
      code: 'unauthorized',
      reason: 'The carrier refuses the API key. An administrator checks it.',
    };
  if (status === 410) {
    return {
      outcome: 'rejected',
      code: 'opted_out',
      reason: 'The customer has opted out at the carrier.',
      optedOut: true,
    };
  }
  if (status >= 400 && status < 500) {
    return {
      outcome: 'rejected',
      code: `my_plugin_${status}`,
      reason: 'The carrier cannot reach this number. Check it.',
    };
  }
  throw new MyPluginOutcomeUnknownError(`The carrier answered ${status}.`);
}
