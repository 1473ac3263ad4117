import { type Refusal, type RefusalCode, refusals } from '@hailpoint/carrier-simulator';
import type { HttpResponse, SendOutcome } from '@hailpoint/kernel';
import { CarrierOutcomeUnknownError } from './carrier-outcome-unknown-error.js';
import { retryAfterMs } from './retry-after.js';

/**
 * What the carrier's answer to a message means. Its contract: 201 is accepted; 4xx, and 503 with the code
 * `unavailable`, are surely not. Any other 5xx, and an answer that cannot be read, promise nothing.
 * @throws CarrierOutcomeUnknownError
 */
export function outcomeOf(response: HttpResponse): SendOutcome {
  const { status } = response;
  const answer = jsonOf(response);
  if (status === 201 && typeof answer['carrierMessageId'] === 'string') {
    const { carrierMessageId, segments } = answer;
    return { outcome: 'accepted', carrierMessageId, ...(typeof segments === 'number' ? { segments } : {}) };
  }
  const code = typeof answer['code'] === 'string' ? answer['code'] : `http_${status}`;
  const known = refusalOf(code);
  if (status === 429 || (status === 503 && code === ('unavailable' satisfies RefusalCode))) {
    const wait = retryAfterMs(response.headers['retry-after']);
    const reason = known?.reason ?? 'The simulated carrier cannot take messages at the moment.';
    return { outcome: 'notSent', code, reason, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  }
  if (status >= 400 && status < 500) {
    const reason = known?.reason ?? `The simulated carrier refused the message (${code}).`;
    const optedOut = code === ('recipient_opted_out' satisfies RefusalCode);
    return { outcome: 'rejected', code, reason, ...(optedOut ? { optedOut } : {}) };
  }
  throw new CarrierOutcomeUnknownError(`The simulated carrier answered ${status}`);
}

function refusalOf(code: string): Refusal | undefined {
  return Object.hasOwn(refusals, code) ? refusals[code as RefusalCode] : undefined;
}

function jsonOf(response: HttpResponse): Readonly<Record<string, unknown>> {
  try {
    const value = response.json();
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
