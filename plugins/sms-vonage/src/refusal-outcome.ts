import type { HttpResponse, SendOutcome } from '@hailpoint/kernel';
import { vonageCodeOf } from './vonage-code.js';
import {
  notLetThrough,
  optedOutError,
  repeatedError,
  tooManyRequests,
  type VonageError,
  vonageAccountErrors,
  vonageErrorOf,
} from './vonage-errors.js';
import { VonageOutcomeUnknownError } from './vonage-outcome-unknown-error.js';

/** Answers about the account, or the way to it. They say nothing about the message, which waits until the administrator has mended that. */
const aboutAccess: ReadonlySet<number> = new Set([401, 402, 403, 404, 407]);

/**
 * What an answer that is no success means. A 4xx with a problem of the message is final. A 5xx, or a proxy's 408 or 3xx, says nothing about
 * whether the message was created; that it is repeated says that it may have been. Vonage's own words are not passed on, because they may repeat the request.
 * @throws VonageOutcomeUnknownError
 */
export function refusalOutcome(response: HttpResponse): SendOutcome {
  const { status } = response;
  const isRefusal = status >= 400 && status < 500 && status !== 408;
  if (!isRefusal) throw new VonageOutcomeUnknownError(`Vonage answered ${status}`);
  const problem = problemOf(response);
  const { code, error } = aboutAccess.has(status) ? accountProblem(status, problem) : messageProblem(status, problem);
  if (code === String(repeatedError))
    throw new VonageOutcomeUnknownError(`Vonage answered with code ${code}, as to a message that it has already`);
  if (error.outcome === 'notSent') return { outcome: 'notSent', code, reason: error.reason, ...waitOf(response) };
  const optedOut = code === String(optedOutError) ? { optedOut: true as const } : {};
  return { outcome: 'rejected', code, reason: error.reason, ...optedOut };
}

interface Problem {
  /** A code of Vonage, a name of {@link vonageAccountErrors}, or `http_<status>`. */
  readonly code: string;
  readonly error: VonageError;
}

function accountProblem(status: number, problem: unknown): Problem {
  const name = accountErrorNameOf(problem) ?? (status === 402 ? 'low-balance' : undefined);
  const known = name === undefined ? undefined : vonageAccountErrors.get(name);
  return { code: name !== undefined && known ? name : `http_${status}`, error: known ?? notLetThrough };
}

function messageProblem(status: number, problem: unknown): Problem {
  const number = vonageCodeOf(problem);
  const code = number === undefined ? `http_${status}` : String(number);
  return { code, error: status === 429 ? tooManyRequests : vonageErrorOf(number) };
}

/** The end of the link to the explanation, such as `low-balance`. */
function accountErrorNameOf(problem: unknown): string | undefined {
  if (typeof problem !== 'object' || problem === null) return undefined;
  const { type } = problem as { readonly type?: unknown };
  return typeof type === 'string' ? type.slice(type.indexOf('#') + 1) : undefined;
}

function problemOf(response: HttpResponse): unknown {
  try {
    return response.json();
  } catch {
    return undefined;
  }
}

/** Seconds, as Vonage documents them. */
function waitOf({ headers }: HttpResponse): { readonly retryAfterMs?: number } {
  const seconds = headers['retry-after'];
  return seconds !== undefined && /^\d{1,6}$/.test(seconds) ? { retryAfterMs: Number(seconds) * 1000 } : {};
}
