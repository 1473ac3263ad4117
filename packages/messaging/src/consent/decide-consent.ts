import type { ConsentFact, ConsentOrigin } from './consent-fact.js';
import { optedInWords, optedOutWords, optInRequiredWords, unknownConsentWords } from './consent-words.js';

export type ConsentState = 'opted_out' | 'opted_in' | 'unknown';

/**
 * What is to be sent: a text that an agent wrote, a text that was made without one (virtual agent, system), or the one confirmation of an
 * opt-out, which is exempt from it.
 */
export type ConsentMessageKind = 'agent' | 'automatic' | 'opt_out_confirmation';

export interface ConsentQuestion {
  readonly fact: ConsentFact;
  /** The person written to; `null`: nobody whom the directory knows. */
  readonly userId: string | null;
  /** Of the channel's configuration. */
  readonly requireOptIn: boolean;
  readonly kind: ConsentMessageKind;
}

export type ConsentDecision = {
  readonly state: ConsentState;
  /** What the state comes from; `null` exactly when it is unknown. */
  readonly origin: ConsentOrigin | null;
  /** For the agent who reads it. */
  readonly reason: string;
} & (
  | { readonly allowed: true; readonly code: 'consent_opted_in' | 'consent_unknown' | 'opt_out_confirmation' }
  | { readonly allowed: false; readonly code: 'recipient_opted_out' | 'opt_in_required' }
);

/**
 * Whether something may be sent. An opt-out refuses everything but its own confirmation, an opt-in does not outweigh it. Nothing known
 * allows, unless the channel asks for an opt-in; that binds what agents write, because a text without one only answers the customer.
 */
export function decideConsent({ fact, userId, requireOptIn, kind }: ConsentQuestion): ConsentDecision {
  const { optOut } = fact;
  if (optOut) {
    const told = { state: 'opted_out', origin: optOut, reason: optedOutWords(optOut) } as const;
    return kind === 'opt_out_confirmation'
      ? { ...told, allowed: true, code: 'opt_out_confirmation' }
      : { ...told, allowed: false, code: 'recipient_opted_out' };
  }
  const optIn = fact.optIns.find((one) => one.userId === userId) ?? null;
  if (optIn) {
    return { state: 'opted_in', origin: optIn, reason: optedInWords(optIn), allowed: true, code: 'consent_opted_in' };
  }
  const unknown = { state: 'unknown', origin: null } as const;
  if (requireOptIn && kind === 'agent') {
    const reason = optInRequiredWords(fact.optIns.length > 0);
    return { ...unknown, reason, allowed: false, code: 'opt_in_required' };
  }
  return { ...unknown, reason: unknownConsentWords, allowed: true, code: 'consent_unknown' };
}
