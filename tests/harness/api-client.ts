/** An answer of the API, whatever its status. */
export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** In Node 20 a process's first request waits for ever when its connection is closed too early, as by a server that is killed. Milliseconds. */
const atMostMs = 120_000;

/** Speaks to the API as one user: with a bearer token, or with the cookie of a sign-in link. */
export class ApiClient {
  constructor(
    readonly url: string,
    private readonly credentials: Readonly<Record<string, string>>,
  ) {}

  /** Follows a one-time link, as a browser would. */
  static async signIn(link: string): Promise<ApiClient> {
    const response = await fetch(link, { redirect: 'manual', signal: AbortSignal.timeout(atMostMs) });
    const cookie = response.headers.get('set-cookie')?.split(';')[0];
    if (!cookie) throw new Error(`The link set no cookie: ${response.status}.`);
    const { origin } = new URL(link);
    return new ApiClient(origin, { cookie, origin });
  }

  static withToken(url: string, token: string): ApiClient {
    return new ApiClient(url, { authorization: `Bearer ${token}` });
  }

  // biome-ignore lint/suspicious/noExplicitAny: tests read the answers they assert on
  async call<T = any>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...this.credentials,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(atMostMs),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === '' ? null : JSON.parse(text)) as T };
  }

  // biome-ignore lint/suspicious/noExplicitAny: tests read the answers they assert on
  get<T = any>(path: string): Promise<Answer<T>> {
    return this.call<T>('GET', path);
  }

  // biome-ignore lint/suspicious/noExplicitAny: tests read the answers they assert on
  post<T = any>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.call<T>('POST', path, body, headers);
  }
}
