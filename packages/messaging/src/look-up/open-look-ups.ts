import type { Store } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';

/** Notes look-ups for attempts of unknown outcome for which nobody did. */
export async function expectForgotten(store: Pick<Store, 'execute'>, now: Date): Promise<void> {
  await store.execute(
    {
      name: 'look-up-forgotten',
      text: `INSERT INTO unknown_outcomes (message_id, attempt, state, due_at, since)
             SELECT a.message_id, a.attempt, 'open', $1, m.state_at FROM messages m
               JOIN message_attempts a ON a.message_id = m.id AND a.attempt = m.attempts
              WHERE m.state = 'unknown' AND a.outcome = 'unknown' AND a.settled IS NULL
             ON CONFLICT DO NOTHING`,
    },
    [now],
  );
}

/** Their provider cannot be asked: an agent decides. */
export async function markImpossible(
  store: Pick<Store, 'execute'>,
  live: LiveEventBus,
  providers: readonly { readonly plugin: string; readonly channel: string }[],
  now: Date,
): Promise<void> {
  if (providers.length === 0) return;
  const marked = await store.execute<{ number: string }>(
    {
      name: 'look-up-impossible',
      text: `UPDATE unknown_outcomes u SET state = 'impossible', due_at = NULL, lease_owner = NULL, lease_until = NULL
               FROM messages m JOIN interactions i ON i.id = m.interaction_id JOIN message_attempts a ON a.message_id = m.id
              WHERE m.id = u.message_id AND a.attempt = u.attempt AND u.state = 'open' AND u.due_at <= $1
                AND EXISTS (SELECT 1 FROM unnest($2::text[], $3::text[]) AS unable (plugin_id, channel)
                             WHERE unable.plugin_id = COALESCE(a.plugin_id, m.plugin_id) AND unable.channel = m.channel)
             RETURNING i.number`,
    },
    [now, providers.map(({ plugin }) => plugin), providers.map(({ channel }) => channel)],
  );
  for (const { number } of marked) live.publish({ kind: 'thread', number });
}
