import { ChannelProvider, type OutboundMedia, type OutboundTemplate } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { sendersOf } from '../providers/list-senders.js';
import { type MessageToCarry, otherCarriers } from '../providers/other-carriers.js';
import { lockMessageForQueue } from '../receipts/lock-message.js';
import { fallBack } from './fall-back.js';

const batch = 100;

export interface LeaveSwitchedOff {
  readonly store: Store;
  readonly live: LiveEventBus;
  readonly points: Pick<ExtensionPoints, 'contributions' | 'listening'>;
  readonly mediaOf: (messageId: string) => Promise<readonly OutboundMedia[]>;
}

interface WaitingRow {
  readonly id: string;
  readonly position: string;
  readonly plugin_id: string;
  readonly channel: string;
  readonly sender_id: string;
  readonly body: string;
  readonly template: OutboundTemplate | null;
  readonly has_media: boolean;
}

/**
 * What waits for a plugin that is off goes out through another one that has the same sender. Costs nothing while no two plugins share one.
 *
 * @param after position up to which it has been looked; '0': from the beginning
 * @returns what to pass the next time
 */
export async function leaveSwitchedOff(dependencies: LeaveSwitchedOff, now: Date, after: string): Promise<string> {
  const { store, mediaOf } = dependencies;
  const senders = sharedSendersThatAreOff(dependencies.points);
  if (senders.length === 0) return '0';
  const waiting = await store.execute<WaitingRow>(
    {
      name: 'outbox-of-switched-off',
      text: `SELECT m.id, m.position::text AS position, m.plugin_id, m.channel, m.sender_id, m.body, m.template,
                    EXISTS (SELECT 1 FROM attachments a WHERE a.message_id = m.id) AS has_media
               FROM unnest($1::text[], $2::text[], $3::text[]) AS off (plugin_id, channel, sender_id)
               JOIN messages m ON m.plugin_id = off.plugin_id AND m.channel = off.channel AND m.sender_id = off.sender_id
              WHERE m.state = 'queued' AND NOT m.held AND m.position > $4 AND m.carrier_message_id IS NULL
                AND NOT EXISTS (SELECT 1 FROM message_attempts t WHERE t.message_id = m.id AND t.outcome IS DISTINCT FROM 'not_sent')
              ORDER BY m.position LIMIT ${batch}`,
    },
    [
      senders.map(({ plugin }) => plugin),
      senders.map(({ channel }) => channel),
      senders.map(({ senderId }) => senderId),
      after,
    ],
  );
  for (const { id, plugin_id: plugin, channel, sender_id: senderId, body, template, has_media } of waiting) {
    const media = has_media ? await mediaOf(id).catch(() => null) : [];
    if (media !== null) await leave(dependencies, id, { plugin, channel, senderId, body, template, media }, now);
  }
  return waiting.length < batch ? '0' : (waiting.at(-1)?.position ?? '0');
}

function sharedSendersThatAreOff(points: LeaveSwitchedOff['points']) {
  const on = points.contributions(ChannelProvider);
  return points
    .listening(ChannelProvider)
    .filter(
      (one) => !on.some(({ plugin, instance }) => plugin === one.plugin && instance.channel === one.instance.channel),
    )
    .flatMap((one) =>
      sendersOf(one).map(({ id }) => ({ plugin: one.plugin, channel: one.instance.channel, senderId: id })),
    )
    .filter((sender) => otherCarriers(points, { ...sender, body: '', template: null, media: [] }).length > 0);
}

function leave(
  { store, live, points }: LeaveSwitchedOff,
  id: string,
  toCarry: MessageToCarry,
  now: Date,
): Promise<void> {
  const others = otherCarriers(points, toCarry);
  return store.transaction(async (transaction) => {
    const message = await lockMessageForQueue(transaction, id);
    if (message?.state !== 'queued' || message.plugin_id !== toCarry.plugin) return;
    const fallsBack = await fallBack(transaction, message, { others, why: 'switched_off', retryAt: now, at: now });
    if (fallsBack) live.publishAfterCommit(transaction, { kind: 'thread', number: message.number });
  });
}
