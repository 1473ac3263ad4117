import type { Logger } from '../services/logger.js';

/** What the host hands to every call of a contribution. */
export interface CallContext {
  /** Aborted when the deadline of the call has passed, or when the caller gave up. */
  readonly signal: AbortSignal;
  /** Already carries plugin and contribution name. Never log an address or a message text. */
  readonly logger: Logger;
}
