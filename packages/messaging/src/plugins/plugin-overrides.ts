import { newId, type Store, type StoreTransaction } from '@hailpoint/store';
import { type NewAuditEntry, recordAudit } from '../audit/record-audit.js';
import { isId } from '../directory/is-id.js';
import { PluginChangeNotFoundError } from '../errors/plugin-change-not-found-error.js';
import type { PluginOverride } from '../model/plugin-administration.js';
import { canonicalJson } from '../text/canonical-json.js';
import { readPluginOverride } from './plugin-override.js';

/** What administrators set, by the names of plugins. */
export type PluginOverrides = ReadonlyMap<string, PluginOverride>;

const changed = 'plugin.changed';

export async function readPluginOverrides(
  source: Pick<Store, 'query'> | Pick<StoreTransaction, 'query'>,
): Promise<PluginOverrides> {
  const rows = await source.query
    .selectFrom('configuration_overrides')
    .select(['name', 'value'])
    .where('kind', '=', 'plugin')
    .execute();
  return new Map(rows.map(({ name, value }) => [name, readPluginOverride(value)]));
}

export interface OverrideToWrite {
  readonly name: string;
  readonly override: PluginOverride;
  /** What all were when the change was planned. */
  readonly overrides: PluginOverrides;
  /** For the history; what held before is kept with it. */
  readonly entry: Pick<NewAuditEntry, 'userId' | 'operatingSystemUser' | 'subject' | 'detail'>;
  readonly now: Date;
}

/** In one transaction, so that the history has it. Answers the id of its entry; `null`: somebody else changed a plugin meanwhile, and nothing is written. */
export function writePluginOverride(store: Store, write: OverrideToWrite): Promise<string | null> {
  const { name, overrides, entry, now } = write;
  const id = newId();
  const values = { value: JSON.stringify(write.override), updated_by: entry.userId, updated_at: now };
  return store.transaction(async (transaction) => {
    await transaction.execute({ name: 'plugins-turn', text: `SELECT pg_advisory_xact_lock(7420, 1)` }, []);
    const present = await readPluginOverrides(transaction);
    if (canonicalJson([...present].sort()) !== canonicalJson([...overrides].sort())) return null;
    await transaction.query
      .insertInto('configuration_overrides')
      .values({ kind: 'plugin', name, ...values })
      .onConflict((conflict) => conflict.columns(['kind', 'name']).doUpdateSet(values))
      .execute();
    await recordAudit(transaction, { ...entry, id, action: changed }, now);
    return id;
  });
}

/** What held before a change of the plugin's history. @throws PluginChangeNotFoundError */
export async function overrideBefore(
  store: Pick<Store, 'query'>,
  plugin: string,
  changeId: string,
): Promise<PluginOverride> {
  const row = isId(changeId)
    ? await store.query
        .selectFrom('audit_entries')
        .select('detail')
        .where('id', '=', changeId)
        .where('subject', '=', plugin)
        .where('action', '=', changed)
        .executeTakeFirst()
    : undefined;
  if (!row) throw new PluginChangeNotFoundError(plugin);
  return readPluginOverride((row.detail as { before?: object }).before ?? {});
}
