export interface HttpRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
  /** Milliseconds. Default 10 000. */
  readonly timeoutMs?: number;
  /** Bytes of the answer that are read at most; more is an error. Default 10 MiB. */
  readonly maxResponseBytes?: number;
  /**
   * `public`: only to an address on the public internet, for URLs that come from outside. Private, loopback, link-local and metadata
   * addresses fail with `address_refused`, whatever name leads to them; the connection is made to the very address that was judged.
   * Say it again for each redirect that is followed. Default `any`, for URLs from the configuration.
   */
  readonly addresses?: 'any' | 'public';
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  text(): string;
  json(): unknown;
}

/** HTTP for plugins: bounded in time and size, follows no redirect, sends no credentials anywhere by itself. */
export abstract class HttpClient {
  /**
   * @throws HttpRequestError with `sent: false` when no byte of the request can have reached the server
   * (name not resolved, connection refused), and `sent: true` when it may have.
   */
  abstract request(request: HttpRequest): Promise<HttpResponse>;
}
