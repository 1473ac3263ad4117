import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import type { ChannelConfigurations } from '../channels/channel-configurations.js';
import { InteractionNotFoundError } from '../errors/interaction-not-found-error.js';
import type { PreflightConsent } from '../model/preflight.js';
import { toPreflightConsent } from '../preflight/consent-check.js';
import { findSender } from '../providers/find-sender.js';
import type { ConsentFact } from './consent-fact.js';
import { consentFactSql } from './consent-fact-sql.js';
import { decideConsent } from './decide-consent.js';
import { senderGroup } from './sender-group.js';

export interface ConversationConsentDependencies {
  readonly store: Pick<Store, 'execute' | 'query'>;
  readonly points: Pick<ExtensionPoints, 'contributions'>;
  readonly channels: Pick<ChannelConfigurations, 'find'>;
}

/**
 * What holds for a conversation's recipient and the group of its sender. `null`: it is no conversation, or its sender is of no group any more,
 * because no provider lists it.
 */
export async function readConversationConsent(
  { store, points, channels }: ConversationConsentDependencies,
  number: string,
): Promise<PreflightConsent | null> {
  if (number.includes('\0')) throw new InteractionNotFoundError(number);
  const row = await store.query
    .selectFrom('interactions')
    .select(['channel', 'sender_id', 'match_key', 'opened_for_id'])
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row) throw new InteractionNotFoundError(number);
  const { channel, sender_id: senderId, match_key: matchKey } = row;
  if (channel === null || senderId === null || matchKey === null) return null;
  const found = findSender(points, channel, senderId);
  if (!found) return null;
  const group = senderGroup(found.sender);
  const [facts] = await store.execute<{ fact: ConsentFact; owner: string | null }>(
    {
      name: 'conversation-consent',
      text: `SELECT ${consentFactSql('$1', '$2', '$3')} AS fact,
                    (SELECT user_id FROM channel_user_profiles WHERE channel = $1 AND match_key = $3 AND active) AS owner`,
    },
    [channel, group, matchKey],
  );
  if (!facts) throw new Error('The consent of a conversation could not be read.');
  const requireOptIn = (await channels.find(channel))?.requireOptIn ?? false;
  const userId = facts.owner ?? row.opened_for_id;
  return toPreflightConsent(decideConsent({ fact: facts.fact, userId, requireOptIn, kind: 'agent' }), group);
}
