/** How much one caller may ask, and how much one request may hold. */
export interface ServerLimits {
  /** Requests a minute of one user, or of one address without a user. */
  readonly requestsPerMinute: number;
  /** Uses of sign-in links a minute from one address. */
  readonly signInsPerMinute: number;
  /** Callbacks a minute to one plugin from one address. */
  readonly webhooksPerMinute: number;
  /** Open event streams of one user. */
  readonly eventStreamsPerUser: number;
  /** Milliseconds between two signs of life in an event stream. */
  readonly heartbeatMs: number;
  /** Bytes of a body that is no attachment. */
  readonly bodyBytes: number;
  /** Milliseconds that the event loop may lag, on average over a second, before requests are answered 503. */
  readonly eventLoopDelayMs: number;
}

export const defaultLimits: ServerLimits = Object.freeze({
  requestsPerMinute: 3_000,
  signInsPerMinute: 30,
  webhooksPerMinute: 60_000,
  eventStreamsPerUser: 20,
  heartbeatMs: 20_000,
  bodyBytes: 1_048_576,
  eventLoopDelayMs: 5_000,
});
