import { type ConsentDecision, decideConsent } from '../consent/decide-consent.js';
import { senderGroup } from '../consent/sender-group.js';
import type { ComposeFacts, RecipientKey } from './compose-facts.js';
import type { ChannelToCompose } from './compose-recipients.js';

/** What is known of a recipient's consent, for each group of the channel's senders in their order. */
export function recipientConsents(
  { configuration, senders }: Pick<ChannelToCompose, 'configuration' | 'senders'>,
  { matchKey }: Pick<RecipientKey, 'matchKey'>,
  facts: Pick<ComposeFacts, 'optOuts' | 'optIns' | 'profiles' | 'personUser'>,
  hasPerson: boolean,
): readonly { readonly group: string; readonly decision: ConsentDecision }[] {
  const { channel, requireOptIn } = configuration;
  const here = (one: RecipientKey) => one.channel === channel && one.matchKey === matchKey;
  const user = hasPerson ? facts.personUser : (facts.profiles.find(here)?.user ?? null);
  const groups = [...new Set(senders.map(({ sender }) => senderGroup(sender)))];
  return groups.map((group) => {
    const ofGroup = (one: RecipientKey & { readonly senderGroup: string }) => here(one) && one.senderGroup === group;
    const fact = { optOut: facts.optOuts.find(ofGroup) ?? null, optIns: facts.optIns.filter(ofGroup) };
    return { group, decision: decideConsent({ fact, userId: user?.id ?? null, requireOptIn, kind: 'agent' }) };
  });
}
