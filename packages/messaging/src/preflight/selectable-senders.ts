import type { SelectableSender, SenderHealth } from '@hailpoint/kernel';
import type { Store } from '@hailpoint/store';
import { senderGroup } from '../consent/sender-group.js';
import { whenAffordable } from '../pacing/expect-send.js';
import { paceOf } from '../pacing/pace.js';
import { readQueueAhead } from '../pacing/queue-ahead.js';
import type { ChannelSender } from '../providers/channel-sender.js';
import type { SendRecord } from '../providers/send-record.js';

/** Messages that are counted of a queue: enough to choose by, however long it is. */
const mostCounted = 1_000;

export interface SendersOf {
  /** Whose message it is: authors take turns in a queue. */
  readonly author: string;
  readonly now: Date;
  /** The message is for a later moment, of whose queues nothing is known. */
  readonly later: boolean;
}

/** The senders as a selector sees them. Reads the queues of those that have a pace. */
export function selectableSenders(
  { store, sendRecord }: { readonly store: Pick<Store, 'execute'>; readonly sendRecord: SendRecord },
  senders: readonly ChannelSender[],
  message: SendersOf,
): Promise<readonly SelectableSender[]> {
  return Promise.all(
    senders.map(async (one) => {
      const { id, address, name, country } = one.sender;
      const waitMs = message.later ? null : await waitOf(store, one, message);
      return {
        id,
        address,
        name,
        ...(country !== undefined && { country }),
        group: senderGroup(one.sender),
        plugin: one.plugin,
        health: { ...healthOf(one, sendRecord, message.now), waitMs },
      };
    }),
  );
}

/** As this node has seen it. */
function healthOf(
  { channel, sender, plugin, provider }: ChannelSender,
  sendRecord: SendRecord,
  now: Date,
): Omit<SenderHealth, 'waitMs'> {
  const failuresInARow = sendRecord.failuresInARow({ plugin, channel, senderId: sender.id }, now);
  return { circuit: provider.health.circuit, failuresInARow };
}

async function waitOf(
  store: Pick<Store, 'execute'>,
  { channel, sender }: ChannelSender,
  { author, now }: SendersOf,
): Promise<number> {
  const pace = paceOf(sender);
  if (!pace) return 0;
  const ahead = await readQueueAhead(store, { channel, id: sender.id, pace }, author, now, mostCounted);
  return Math.max(0, whenAffordable(ahead.bucket, pace, ahead.segments, 1).getTime() - now.getTime());
}
