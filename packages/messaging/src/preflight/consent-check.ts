import { type ConsentDecision, decideConsent } from '../consent/decide-consent.js';
import type { PreflightConsent, PreflightVerdict } from '../model/preflight.js';
import type { Facts } from './facts.js';
import type { Blocker, Gathered } from './gathered.js';
import type { RecipientUser } from './recipient-user.js';

export interface ConsentCheck {
  readonly consent: PreflightConsent | null;
  readonly blockers: readonly Blocker[];
  readonly verdicts: readonly PreflightVerdict[];
}

/** Whether the recipient may be written to from the sender's group. Its code is part of the plan's identity, whatever it says. */
export function checkConsent(gathered: Gathered, facts: Facts, recipient: RecipientUser): ConsentCheck {
  const { sender, channel } = gathered;
  if (!gathered.recipient || !sender) return { consent: null, blockers: [], verdicts: [] };
  const decision = decideConsent({
    fact: facts.consent,
    userId: recipient.kind === 'known' ? recipient.user.id : null,
    requireOptIn: channel.requireOptIn,
    kind: 'agent',
  });
  const { code, reason, allowed } = decision;
  const by = { point: 'core', plugin: 'hailpoint', contribution: 'consent', ms: 0 };
  return {
    consent: toPreflightConsent(decision, sender.group),
    blockers: allowed ? [] : [{ code, reason, field: 'to' }],
    verdicts: [{ ...by, verdict: allowed ? 'allowed' : 'refused', code, reason }],
  };
}

export function toPreflightConsent(decision: ConsentDecision, senderGroup: string): PreflightConsent {
  const { state, code, origin, reason } = decision;
  const since = origin && new Date(origin.at).toISOString();
  return { senderGroup, state, code, explanation: reason, since, source: origin?.source ?? null };
}
