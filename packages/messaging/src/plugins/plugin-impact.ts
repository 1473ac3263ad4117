import { ChannelProvider, VirtualAgent } from '@hailpoint/kernel';
import type { ChangePlan, ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import type { AffectedSender, PluginImpact } from '../model/plugin-administration.js';
import { listSenders } from '../providers/list-senders.js';

interface Counts {
  readonly conversations: string;
  readonly queued: string;
  readonly under_way: string;
  readonly scheduled: string;
  readonly virtual_agent: string;
}

/** Counts what a change touches: what belongs to senders that stop sending, and what a virtual agent that stops has in hand. */
export async function impactOf(
  { changes }: ChangePlan,
  {
    store,
    points,
  }: { readonly store: Pick<Store, 'execute'>; readonly points: Pick<ExtensionPoints, 'contributions'> },
): Promise<PluginImpact> {
  const leaving = new Set(changes.filter(({ leaves }) => leaves).map(({ id }) => id));
  const providers = points.contributions(ChannelProvider);
  const channels = [...new Set(providers.map(({ instance }) => instance.channel))];
  // What another plugin lists as well goes out by that one.
  const staying: Pick<ExtensionPoints, 'contributions'> = {
    contributions: (point) => points.contributions(point).filter(({ plugin }) => !leaving.has(plugin)),
  };
  const senders: AffectedSender[] = channels.flatMap((channel) =>
    listSenders(points, channel)
      .filter(({ plugin }) => leaving.has(plugin))
      .filter(({ sender: { id, address } }) =>
        listSenders(staying, channel).every(({ sender }) => sender.id !== id || sender.address !== address),
      )
      .map(({ sender }) => ({ channel, id: sender.id, name: sender.name })),
  );
  const agents = points.contributions(VirtualAgent).filter(({ plugin }) => leaving.has(plugin));
  // Off on this node already: who runs it elsewhere says nothing of its senders here.
  const absent = [...leaving].filter((id) => providers.every(({ plugin }) => plugin !== id));
  const [counts] = await store.execute<Counts>(
    {
      name: 'plugin-impact',
      text: `WITH senders AS (SELECT * FROM unnest($1::text[], $2::text[]) AS s (channel, sender_id))
             SELECT (SELECT count(*) FROM interactions i
                      WHERE ((i.channel, i.sender_id) IN (SELECT * FROM senders) OR i.plugin_id = ANY ($4::text[])) AND i.type = 'messaging' AND i.state NOT IN ('closed_complete', 'closed_abandoned')) AS conversations,
                    (SELECT count(*) FROM messages m
                      WHERE ((m.channel, m.sender_id) IN (SELECT * FROM senders) OR m.plugin_id = ANY ($4::text[]))
                        AND m.state = 'queued') AS queued,
                    (SELECT count(*) FROM messages m
                      WHERE ((m.channel, m.sender_id) IN (SELECT * FROM senders) OR m.plugin_id = ANY ($4::text[]))
                        AND m.state IN ('sending', 'unknown')) AS under_way,
                    (SELECT count(*) FROM scheduled_messages p JOIN senders USING (channel, sender_id)
                      WHERE p.state = 'scheduled') AS scheduled,
                    (SELECT count(*) FROM virtual_agent_sessions v
                      WHERE v.stopped_at IS NULL AND v.plugin_id = ANY ($3::text[])) AS virtual_agent`,
    },
    [senders.map(({ channel }) => channel), senders.map(({ id }) => id), agents.map(({ plugin }) => plugin), absent],
  );
  return {
    channels: channels.filter((channel) =>
      providers.every(({ plugin, instance }) => instance.channel !== channel || leaving.has(plugin)),
    ),
    senders,
    openConversations: Number(counts?.conversations ?? 0),
    queuedMessages: Number(counts?.queued ?? 0),
    messagesUnderWay: Number(counts?.under_way ?? 0),
    scheduledMessages: Number(counts?.scheduled ?? 0),
    virtualAgentConversations: Number(counts?.virtual_agent ?? 0),
  };
}
