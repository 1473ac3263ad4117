import type { TemplateName } from './message-template.js';
import type { Preflight } from './preflight.js';

/** How a request came: from the pages, with an access token, from the command line, or from a schedule. */
export type SendVia = 'session' | 'token' | 'command' | 'schedule';

/** Who asked for a send, and what they knew. Kept with the preflight that the send was decided by. */
export interface Asked {
  /** `null`: not known. */
  readonly via: SendVia | null;
  /** The outcome had been shown before, and was what happened. */
  readonly planSeen: boolean;
}

/** The preflight as a message keeps it. What the customer was told stands in the message only. */
export type StoredPreflight = Omit<Preflight, 'template'> & {
  readonly asked?: Asked;
  readonly template?: TemplateName;
};
