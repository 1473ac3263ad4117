import { Problem, type ProblemBody } from './problem.js';
import { Unreachable } from './unreachable.js';

interface RequestOptions {
  /** Sent as JSON, or as it is when it is form data. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/**
 * Calls the API as the signed-in person.
 * @throws Problem when the server refuses, Unreachable when no whole answer came back.
 */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  const { body, signal } = options;
  const form = body instanceof FormData;
  const headers: Record<string, string> = { accept: 'application/json', ...options.headers };
  if (body !== undefined && !form) headers['content-type'] = 'application/json';
  let response: Response;
  let text: string;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
    text = await response.text();
  } catch (error) {
    // A time-out is no answer either; any other abort is ours, because the answer is no longer wanted.
    if (signal?.aborted && (signal.reason as Error | undefined)?.name !== 'TimeoutError') throw error;
    throw new Unreachable(error);
  }
  if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as T;
  throw new Problem({ ...parseProblem(text), status: response.status });
}

function parseProblem(text: string): Partial<ProblemBody> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Partial<ProblemBody>) : {};
  } catch {
    // A proxy between us and the server answers in its own words; they do not help an agent.
    return {};
  }
}
