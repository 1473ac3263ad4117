import type { HttpResponse, SendOutcome } from '@hailpoint/kernel';
import {
  type GraphError,
  graphErrorOf,
  isKnownError,
  marketingStoppedError,
  notLetThrough,
  pairRateError,
} from './graph-errors.js';
import { WhatsAppOutcomeUnknownError } from './whatsapp-outcome-unknown-error.js';

export interface RefusalSettings {
  /** `131050` counts as an opt-out from everything. */
  readonly marketingOptOutStopsAll: boolean;
  /** Milliseconds to wait after Meta refused the pair of sender and recipient. */
  readonly pairWait: () => number;
}

/**
 * What an answer that is no success means. Meta's code says more than the status, and its message is not passed on: it may repeat the number.
 * A failure of Meta, of which no code says that nothing was sent, is unknown.
 * @throws WhatsAppOutcomeUnknownError
 */
export function refusalOutcome(response: HttpResponse, settings: RefusalSettings): SendOutcome {
  const { status } = response;
  const number = errorCode(response);
  const error = errorOf(status, number);
  const code = number === undefined ? `http_${status}` : String(number);
  if (error === null || error.outcome === 'unknown') {
    throw new WhatsAppOutcomeUnknownError(
      `Meta answered ${number === undefined ? status : `${status}, code ${number}`}`,
    );
  }
  const { reason } = error;
  if (error.outcome === 'rejected') {
    const isOptOut = number === marketingStoppedError && settings.marketingOptOutStopsAll;
    return { outcome: 'rejected', code, reason, ...(isOptOut ? { optedOut: true as const } : {}) };
  }
  const wait = number === pairRateError ? settings.pairWait() : (retryAfterMs(response) ?? error.retryAfterMs);
  return { outcome: 'notSent', code, reason, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
}

/** `null`: nothing says what became of the message. */
function errorOf(status: number, code: number | undefined): GraphError | null {
  if (code !== undefined && isKnownError(code)) return graphErrorOf(code);
  if (status < 400 || status > 499 || status === 408) return null;
  if (status === 429) return graphErrorOf(130429);
  if (code === undefined && [401, 403, 404, 407].includes(status)) return notLetThrough;
  return graphErrorOf(code);
}

function retryAfterMs(response: HttpResponse): number | undefined {
  const seconds = response.headers['retry-after'];
  return seconds !== undefined && /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1_000 : undefined;
}

function errorCode(response: HttpResponse): number | undefined {
  try {
    const { error } = response.json() as { error?: { code?: unknown } };
    return typeof error?.code === 'number' && Number.isInteger(error.code) ? error.code : undefined;
  } catch {
    return undefined;
  }
}
