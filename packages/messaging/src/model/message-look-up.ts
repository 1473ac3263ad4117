import type { Message } from './message.js';

/** What one question to the carrier brought. `absent_early`: it does not have the message, but may still get it. */
export type LookUpOutcomeKind = 'found' | 'absent' | 'absent_early' | 'inconclusive' | 'failed' | 'late' | 'paused';

/** What is done about a message of which it is not known whether it was sent. */
export interface MessageLookUp {
  /** `open`: the carrier is asked again by itself; `unsettled`: it was asked often and does not say; `impossible`: it cannot be asked. */
  readonly state: 'open' | 'unsettled' | 'impossible';
  /** How often the carrier was asked. */
  readonly asked: number;
  readonly nextAt: string | null;
  /** The newest answer. */
  readonly last: { readonly at: string; readonly outcome: LookUpOutcomeKind; readonly reason: string | null } | null;
  /** What is known, for the agent. Times are not in it. */
  readonly words: string;
}

/** What an agent who asks the carrier now is told. */
export interface LookUpResult {
  /** `known`: there was nothing to ask any more; `busy`: it is being asked at this moment. */
  readonly outcome: LookUpOutcomeKind | 'known' | 'busy';
  /** For the agent. */
  readonly words: string;
  readonly message: Message;
}
