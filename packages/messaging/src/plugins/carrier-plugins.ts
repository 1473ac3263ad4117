import type { Store } from '@hailpoint/store';

/** A carrier's plugin that was switched off listens for so long, and then until nothing of it is open. Milliseconds. */
const listensForMs = 72 * 60 * 60_000;

/** Since when carriers' plugins are off; `null`: it was on when a node last looked. One that is missing was never on. */
export async function readCarrierPlugins(store: Pick<Store, 'query'>): Promise<ReadonlyMap<string, Date | null>> {
  const rows = await store.query.selectFrom('carrier_plugins').select(['plugin_id', 'off_since']).execute();
  return new Map(rows.map(({ plugin_id, off_since }) => [plugin_id, off_since]));
}

/** Notes which are on and which are off. The moment at which one was first seen off is kept. */
export async function noteCarrierPlugins(
  store: Pick<Store, 'execute'>,
  { on, off, now }: { readonly on: readonly string[]; readonly off: readonly string[]; readonly now: Date },
): Promise<void> {
  await store.execute(
    {
      name: 'carrier-plugins-on',
      text: `INSERT INTO carrier_plugins (plugin_id, off_since) SELECT id, NULL FROM unnest($1::text[]) AS id
              ON CONFLICT (plugin_id) DO UPDATE SET off_since = NULL WHERE carrier_plugins.off_since IS NOT NULL`,
    },
    [on],
  );
  await store.execute(
    {
      name: 'carrier-plugins-off',
      text: `UPDATE carrier_plugins SET off_since = $2 WHERE plugin_id = ANY ($1::text[]) AND off_since IS NULL`,
    },
    [off, now],
  );
}

/** Which of the plugins that are off still listen: for 72 hours, and while a conversation of theirs is open or a message's end is not known. */
export async function listeningPlugins(
  store: Pick<Store, 'query' | 'execute'>,
  now: Date,
): Promise<ReadonlySet<string>> {
  const known = await readCarrierPlugins(store);
  const old = [...known].filter(
    ([, offSince]) => offSince !== null && now.getTime() - offSince.getTime() >= listensForMs,
  );
  const open = await store.execute<{ plugin_id: string }>(
    {
      name: 'carrier-plugins-open',
      text: `SELECT p AS plugin_id FROM unnest($1::text[]) AS p
              WHERE EXISTS (SELECT 1 FROM interactions i WHERE i.type = 'messaging' AND i.plugin_id = p
                               AND i.state NOT IN ('closed_complete', 'closed_abandoned'))
                 OR EXISTS (SELECT 1 FROM messages m WHERE m.plugin_id = p AND m.state IN ('queued', 'sending', 'unknown'))`,
    },
    [old.map(([id]) => id)],
  );
  const closed = new Set(old.map(([id]) => id));
  for (const { plugin_id } of open) closed.delete(plugin_id);
  return new Set([...known.keys()].filter((id) => !closed.has(id)));
}
