import { ChannelProvider } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import { listSenders } from '../providers/list-senders.js';
import { senderGroup } from './sender-group.js';

/**
 * A sender whose configuration names another group takes along what may still go out from it: a STOP to the sender binds that too. For the
 * start, before anything is sent. Answers how many messages moved.
 */
export async function followSenderGroups(
  store: Pick<Store, 'execute'>,
  points: Pick<ExtensionPoints, 'contributions'>,
): Promise<number> {
  const channels = new Set(points.contributions(ChannelProvider).map(({ instance }) => instance.channel));
  const senders = [...channels].flatMap((channel) => listSenders(points, channel));
  const moved = await store.execute(
    {
      name: 'follow-sender-groups',
      text: `UPDATE messages m SET sender_group = s.sender_group
               FROM unnest($1::text[], $2::text[], $3::text[]) AS s (channel, sender_id, sender_group)
              WHERE m.state IN ('queued', 'sending', 'unknown') AND m.channel = s.channel AND m.sender_id = s.sender_id
                AND m.sender_group <> s.sender_group
              RETURNING m.id`,
    },
    [
      senders.map(({ channel }) => channel),
      senders.map(({ sender }) => sender.id),
      senders.map(({ sender }) => senderGroup(sender)),
    ],
  );
  return moved.length;
}
