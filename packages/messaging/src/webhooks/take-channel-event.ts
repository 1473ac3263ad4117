import type { ChannelEvent, ChannelProvider } from '@hailpoint/kernel';
import type { ActiveContribution } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import type { InboundReceiver } from '../inbound/inbound-receiver.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { recordReceipt } from '../receipts/record-receipt.js';

/**
 * Takes one event of a carrier, whether it called back or was asked what it knows: the same event twice changes nothing. `waitsForMedia`: when
 * a picture cannot be fetched it throws, and the event is taken again; else the picture is left out.
 */
export type TakeChannelEvent = (
  provider: ActiveContribution<ChannelProvider>,
  event: ChannelEvent,
  receivedAt: Date,
  waitsForMedia: boolean,
) => Promise<void>;

export function takeChannelEvent({
  store,
  live,
  inbound,
}: {
  readonly store: Store;
  readonly live: LiveEventBus;
  readonly inbound: InboundReceiver;
}): TakeChannelEvent {
  return async (provider, event, receivedAt, waitsForMedia) => {
    if (event.kind === 'receipt') {
      await store.transaction((transaction) => recordReceipt(transaction, live, provider.plugin, event, receivedAt));
    } else {
      await inbound.receive(provider, event, receivedAt, waitsForMedia);
    }
  };
}
