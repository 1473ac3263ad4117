import type { Logger } from '@hailpoint/kernel';
import type { Store, StoreTransaction } from '@hailpoint/store';
import { sql } from 'kysely';
import { type MatchKeyRule, matchKeyRule } from '../address/match-key-rule.js';
import { recordAudit } from '../audit/record-audit.js';
import { MatchKeysNewerError } from '../errors/match-keys-newer-error.js';
import { LiveEventBus } from '../live/live-event-bus.js';
import { readKnownAddresses } from './read-known-addresses.js';
import { lockKeyedTables, rekeyRows } from './rekey-rows.js';
import { giveOwnProfiles, linkGuestsOfKept, settleCollisions } from './settle-collisions.js';

const installationKey = 'match_key_rule';

/** What a changed rule of match keys did to the rows that there were. */
export interface MatchKeysUpdate {
  /** Version of the rule that they followed; `null`: none was noted. */
  readonly from: number | null;
  readonly to: number;
  /** Rows that have another key now. */
  readonly rows: number;
  /** Profiles that were deactivated, because another one is of the same subscriber. */
  readonly profiles: number;
  /** Conversations that were closed, because another one goes on with the same subscriber, or the number is someone else's. */
  readonly conversations: number;
}

export interface UpdateDependencies {
  readonly store: Store;
  readonly logger: Logger;
  readonly at: Date;
}

/**
 * Brings all rows to this version's rule of match keys, in one transaction; `null`: they follow it already. Of several nodes one does it, and the
 * others wait until it is done. To be called before anything reads or writes by match key. Nodes with an older rule must not run meanwhile.
 *
 * @throws MatchKeysNewerError when the rows follow the rule of a newer version
 */
export async function updateMatchKeys(
  { store, logger, at }: UpdateDependencies,
  rule: MatchKeyRule = matchKeyRule,
): Promise<MatchKeysUpdate | null> {
  if ((await ruleInForce(store, rule)) === rule.version) return null;
  const live = new LiveEventBus(store, logger);
  try {
    const update = await store.transaction(async (transaction) => {
      await sql`SELECT pg_advisory_xact_lock(hashtextextended('hailpoint match keys', 0))`.execute(transaction.query);
      const from = await ruleInForce(transaction, rule);
      if (from === rule.version) return null;
      return rekey(transaction, live, rule, from, at);
    });
    if (update && update.rows > 0) {
      const { to: version, rows, profiles, conversations } = update;
      logger.info('The match keys were brought to another rule', { version, rows, profiles, conversations });
    }
    return update;
  } finally {
    live.close();
  }
}

async function rekey(
  transaction: StoreTransaction,
  live: LiveEventBus,
  rule: MatchKeyRule,
  from: number | null,
  at: Date,
): Promise<MatchKeysUpdate> {
  await lockKeyedTables(transaction);
  const addresses = await readKnownAddresses(transaction, rule);
  const { profiles, conversations, kept } = await settleCollisions(transaction, live, at);
  const rows = addresses + (await rekeyRows(transaction));
  await giveOwnProfiles(transaction, at);
  await linkGuestsOfKept(transaction, live, kept, at);
  await transaction.query
    .insertInto('installation')
    .values({ key: installationKey, value: String(rule.version) })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: String(rule.version) }))
    .execute();
  const update = { from, to: rule.version, rows, profiles, conversations };
  if (rows > 0) {
    const entry = { userId: null, action: 'match_keys.updated', subject: `rule ${rule.version}`, detail: update };
    await recordAudit(transaction, entry, at);
  }
  return update;
}

async function ruleInForce(
  { query }: Pick<Store, 'query'> | Pick<StoreTransaction, 'query'>,
  rule: MatchKeyRule,
): Promise<number | null> {
  const row = await query
    .selectFrom('installation')
    .select('value')
    .where('key', '=', installationKey)
    .executeTakeFirst();
  const stored = row ? Number(row.value) : null;
  if (stored !== null && stored > rule.version) throw new MatchKeysNewerError(stored, rule.version);
  return stored;
}
