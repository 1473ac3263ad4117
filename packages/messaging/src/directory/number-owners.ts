import type { Store, StoreTransaction } from '@hailpoint/store';
import type { PersonSummary } from '../model/interaction.js';

/** Whose an address is: by the active channel user profile, and by what the records of people say. */
export interface NumberOwners {
  /** Of the active profile; `null`: nobody, or a guest. */
  readonly owner: PersonSummary | null;
  /** People who have it in their record, at most `mostUsers`, in the order of their names. */
  readonly users: readonly PersonSummary[];
}

const mostUsers = 5;

export async function readNumberOwners(
  reader: Pick<Store, 'execute'> | Pick<StoreTransaction, 'execute'>,
  {
    channel,
    matchKey,
    addressKind,
  }: { readonly channel: string; readonly matchKey: string; readonly addressKind: string },
): Promise<NumberOwners> {
  const [owners] = await reader.execute<NumberOwners>(
    {
      name: 'number-owners',
      text: `SELECT
          (SELECT json_build_object('id', u.id, 'name', u.name) FROM channel_user_profiles p JOIN users u ON u.id = p.user_id
            WHERE p.channel = $1 AND p.match_key = $2 AND p.active) AS owner,
          (SELECT coalesce(json_agg(json_build_object('id', f.id, 'name', f.name) ORDER BY f.name, f.id), '[]') FROM (
             SELECT DISTINCT u.id, u.name FROM user_addresses a JOIN users u ON u.id = a.user_id
              WHERE a.match_key = $2 AND a.kind = $3 AND u.active ORDER BY u.name, u.id LIMIT ${mostUsers}) f) AS users`,
    },
    [channel, matchKey, addressKind],
  );
  return owners ?? { owner: null, users: [] };
}
