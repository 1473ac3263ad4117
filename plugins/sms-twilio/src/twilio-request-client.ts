import type { HttpClient, HttpResponse } from '@hailpoint/kernel';
import type twilio from 'twilio';

/** What the SDK hands to its HTTP client. */
type SdkRequest = Parameters<twilio.RequestClient['request']>[0];

/**
 * The SDK's HTTP client on the host's: bounded, without redirects and without retries, to `baseUrl` in place of the
 * SDK's own host, and telling a connection that was refused from one that broke. One per call.
 */
export class TwilioRequestClient {
  /** The answer, once there is one. */
  answer: HttpResponse | null = null;
  readonly #http: HttpClient;
  readonly #baseUrl: string | undefined;
  readonly #signal: AbortSignal;
  readonly #timeoutMs: number;

  constructor(http: HttpClient, baseUrl: string | undefined, signal: AbortSignal, timeoutMs: number) {
    this.#http = http;
    this.#baseUrl = baseUrl;
    this.#signal = signal;
    this.#timeoutMs = timeoutMs;
  }

  /** @throws HttpRequestError */
  async request({ method, uri, username, password, headers = {}, data, params }: SdkRequest) {
    const target = new URL(uri);
    for (const [name, value] of Object.entries((params ?? {}) as Readonly<Record<string, unknown>>))
      target.searchParams.append(name, String(value));
    const { pathname, search } = target;
    const credentials = Buffer.from(`${username}:${password}`).toString('base64');
    const response = await this.#http.request({
      method: method.toUpperCase() as 'GET' | 'POST',
      url: this.#baseUrl === undefined ? target.href : this.#baseUrl.replace(/\/+$/, '') + pathname + search,
      headers: { ...(headers as Record<string, string>), authorization: `Basic ${credentials}` },
      ...(data === undefined ? {} : { body: form(data as Readonly<Record<string, unknown>>) }),
      signal: this.#signal,
      timeoutMs: this.#timeoutMs,
    });
    this.answer = response;
    return { statusCode: response.status, body: response.text(), headers: response.headers };
  }

  /** As the type that the SDK asks for, of which it calls `request` only. */
  asSdkClient(): twilio.RequestClient {
    return this as unknown as twilio.RequestClient;
  }
}

function form(data: Readonly<Record<string, unknown>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(data)) {
    for (const item of Array.isArray(value) ? value : [value]) parameters.append(name, String(item));
  }
  return parameters.toString();
}
