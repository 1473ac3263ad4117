import { ChannelProvider, type InboundMessageEvent } from '@hailpoint/kernel';
import { newId, type Store } from '@hailpoint/store';
import type { ClaimedMessage } from '../delivery/claim-messages.js';
import { InboundReceiver } from '../inbound/inbound-receiver.js';
import { claimDue } from './claim-due.js';
import { ComposeWorld, type WorldOptions } from './compose-world.js';
import { ScriptedCarrier } from './scripted-carrier.js';

export interface ConsentWorldOptions extends WorldOptions {
  readonly confirmsOptOut?: boolean;
  /** Of the sender `support`; absent: the one of all that name none. */
  readonly supportGroup?: string;
}

/** Composing, receiving and claiming on a real store: two senders of one group, and one of a group of its own. */
export class ConsentWorld extends ComposeWorld {
  readonly receiver: InboundReceiver;

  constructor(store: Store, options: ConsentWorldOptions = {}) {
    const carrier = new ScriptedCarrier([
      {
        id: 'support',
        address: '+12025550100',
        name: 'Support',
        ...(options.supportGroup !== undefined && { group: options.supportGroup }),
      },
      { id: 'sales', address: '+12025550101', name: 'Sales' },
      { id: 'news', address: '+12025550102', name: 'News', group: 'marketing' },
    ]);
    if (options.confirmsOptOut) Object.assign(carrier.capabilities, { confirmsOptOut: true });
    super(store, { carriers: [{ plugin: 'scripted', carrier }], ...options });
    this.receiver = new InboundReceiver({ store, points: this.points, live: this.live, channels: this.channels });
  }

  /** A text of a customer to one of our senders, at its first taking. `at`: when it reached us. */
  async receive(
    from: string,
    body: string,
    more: Partial<InboundMessageEvent> = {},
    at: Date = this.time.now(),
  ): Promise<void> {
    const [provider] = this.points.contributions(ChannelProvider);
    if (!provider) throw new Error('The world has no carrier.');
    const id = newId();
    const event = { kind: 'message', eventId: id, carrierMessageId: id, from, to: 'support', body, media: [] } as const;
    await this.receiver.receive(provider, { ...event, ...more }, at, true);
  }

  /** What a delivery worker would hand to the carrier now; each conversation is emptied, as if everything was accepted at once. */
  async claimAll(): Promise<readonly ClaimedMessage[]> {
    const all: ClaimedMessage[] = [];
    // What waits behind a message that is canceled when it is claimed comes with the next claim.
    for (let empty = 0; empty < 2; ) {
      const claim = { now: this.time.now(), plugins: ['scripted'], limit: 100, owner: 'test', leaseMs: 60_000 };
      const claimed = await claimDue(this.store, claim);
      empty = claimed.length === 0 ? empty + 1 : 0;
      if (claimed.length === 0) continue;
      all.push(...claimed);
      await this.store.query
        .updateTable('messages')
        .set({ state: 'sent', lease_owner: null, lease_until: null })
        .where(
          'id',
          'in',
          claimed.map(({ id }) => id),
        )
        .execute();
    }
    return all;
  }

  outbound() {
    return this.store.query
      .selectFrom('messages')
      .selectAll()
      .where('direction', '=', 'outbound')
      .orderBy('position')
      .execute();
  }

  entries() {
    return this.store.query.selectFrom('consent_entries').selectAll().orderBy('id').execute();
  }
}
