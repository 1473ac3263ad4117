import type { HttpResponse, SendOutcome } from '@hailpoint/kernel';
import { notLetThrough, optedOutError, type TwilioError, twilioErrorOf, twilioErrors } from './twilio-errors.js';
import { TwilioOutcomeUnknownError } from './twilio-outcome-unknown-error.js';

/**
 * What an answer that is no success means. Twilio documents that a request answered 429 was never processed; of 5xx it
 * documents no such thing, and a proxy's 408 or 3xx says nothing about what is behind it. What is wrong with the account, or on the way to it,
 * is not the message's fault: it waits until the administrator has mended that, or it is too old.
 * Twilio's own message is not passed on, because it repeats the phone number.
 * @throws TwilioOutcomeUnknownError
 */
export function refusalOutcome(response: HttpResponse): SendOutcome {
  const { status } = response;
  const isRefusal = status >= 400 && status < 500 && status !== 408;
  if (!isRefusal) throw new TwilioOutcomeUnknownError(`Twilio answered ${status}`);
  const number = errorCode(response);
  const code = number === undefined ? `http_${status}` : String(number);
  const error = errorOf(status, number);
  if (status !== 429 && error.outcome === 'rejected') {
    const optedOut = number === optedOutError ? { optedOut: true as const } : {};
    return { outcome: 'rejected', code, reason: error.reason, ...optedOut };
  }
  const seconds = response.headers['retry-after'];
  const wait = seconds !== undefined && /^\d{1,6}$/.test(seconds) ? { retryAfterMs: Number(seconds) * 1000 } : {};
  return { outcome: 'notSent', code, reason: error.reason, ...wait };
}

function errorOf(status: number, code: number | undefined): TwilioError {
  if (code !== undefined && twilioErrors.has(code)) return twilioErrorOf(code);
  if (status === 429) return twilioErrorOf(20429);
  // Twilio has a code for each way of not letting a request through, and makes new ones.
  const isAboutAccess = [401, 403, 407].includes(status) || (status === 404 && code === undefined);
  return isAboutAccess ? notLetThrough : twilioErrorOf(code);
}

function errorCode(response: HttpResponse): number | undefined {
  try {
    const { code } = response.json() as { code?: unknown };
    return typeof code === 'number' && Number.isInteger(code) ? code : undefined;
  } catch {
    return undefined;
  }
}
