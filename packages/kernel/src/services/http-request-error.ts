/** Why a request has no usable answer. */
export type HttpRequestFailure =
  | 'invalid_request'
  | 'address_refused'
  | 'not_connected'
  | 'connection_lost'
  | 'timeout'
  | 'aborted'
  | 'response_too_large';

/** A request of {@link HttpClient} without a usable answer. Names method and host only: paths and queries can hold addresses. */
export class HttpRequestError extends Error {
  override readonly name = 'HttpRequestError';
  readonly code = 'http_request_failed';

  constructor(
    readonly reason: HttpRequestFailure,
    /** `false`: no byte of the request can have reached the server, so repeating it is safe. `true`: it may have. */
    readonly sent: boolean,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
