import { ChannelProvider, type Clock, type OutboundMedia } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import { toOutboundTemplate } from '../delivery/outbound-template.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import type { ClaimedLookUp } from './claim-look-ups.js';
import { askCarrier, type LookUpAnswer } from './look-up-answer.js';
import { type SettledLookUp, settleLookUp } from './settle-look-up.js';

export interface LookUpDependencies {
  readonly store: Store;
  readonly points: ExtensionPoints;
  readonly live: LiveEventBus;
  readonly clock: Clock;
  readonly mediaOf: (messageId: string) => Promise<readonly OutboundMedia[]>;
}

/** For a provider that does not say how long its carrier may still take a message over. Milliseconds. */
const settlesAfterMsUnsaid = 15 * 60_000;

/** Asks the carrier about a claimed attempt, outside any transaction, and settles what follows. */
export async function lookUp(
  dependencies: LookUpDependencies,
  claimed: ClaimedLookUp,
  asker: { readonly owner: string; readonly userId: string | null },
): Promise<SettledLookUp> {
  const { store, points, live, clock } = dependencies;
  const askedAt = clock.now();
  const provider = points
    .listening(ChannelProvider)
    .find(({ plugin, instance }) => plugin === claimed.plugin_id && instance.channel === claimed.channel);
  const answer = await ask(dependencies, claimed);
  const settlesAfterMs = provider?.instance.capabilities.lookUpSettlesAfterMs ?? settlesAfterMsUnsaid;
  return settleLookUp(store, live, {
    claimed,
    answer,
    askedAt,
    now: clock.now(),
    settlesAfterMs,
    ...asker,
  });

  async function ask({ mediaOf }: LookUpDependencies, one: ClaimedLookUp): Promise<LookUpAnswer> {
    const sender = provider?.instance.senders().find(({ id }) => id === one.sender_id);
    if (!provider?.instance.lookUp || !sender) {
      return { outcome: 'inconclusive', reason: 'The sender is not configured at present, so nobody could be asked.' };
    }
    return askCarrier(points, provider, {
      id: one.message_id,
      channel: one.channel,
      sender,
      recipientId: one.recipient_id,
      body: one.body,
      ...(one.template && { template: toOutboundTemplate(one.template) }),
      media: await mediaOf(one.message_id).catch(() => []),
      attempt: one.attempt,
      attemptedAt: one.started_at,
    });
  }
}
