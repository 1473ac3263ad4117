import type { PreparedStatement, Store } from '@hailpoint/store';
import type { RecipientPerson } from './recipient-person.js';

const columns = `u.source, u.external_id, u.name, u.country, u.location, u.time_zone, u.language,
      (SELECT coalesce(json_agg(json_build_object('kind', a.kind, 'value', a.value, 'label', a.label, 'country', a.country)
                ORDER BY a.position), '[]') FROM user_addresses a WHERE a.user_id = u.id) AS addresses`;

const customerStatement: PreparedStatement = {
  name: 'preflight-customer',
  text: `SELECT ${columns}
    FROM interactions i
      LEFT JOIN channel_user_profiles p ON p.channel = i.channel AND p.match_key = i.match_key AND p.active
      JOIN users u ON u.id = coalesce(p.user_id, i.opened_for_id)
    WHERE i.id = $1`,
};

const ownerStatement: PreparedStatement = {
  name: 'preflight-owner',
  text: `SELECT ${columns} FROM channel_user_profiles p JOIN users u ON u.id = p.user_id
    WHERE p.channel = $1 AND p.match_key = $2 AND p.active`,
};

interface CustomerRow {
  readonly source: string;
  readonly external_id: string;
  readonly name: string;
  readonly country: string | null;
  readonly location: string | null;
  readonly time_zone: string | null;
  readonly language: string | null;
  readonly addresses: readonly { kind: string; value: string; label: string; country: string | null }[];
}

/** What the directory knows of the customer of a conversation; `null`: a guest. */
export async function readCustomer(
  store: Pick<Store, 'execute'>,
  conversation: { readonly id: string },
): Promise<RecipientPerson | null> {
  const [row] = await store.execute<CustomerRow>(customerStatement, [conversation.id]);
  return row ? toPerson(row, 'The person of this conversation') : null;
}

/** What the directory knows of whoever has an address at present; `null`: nobody known. */
export async function readOwner(
  store: Pick<Store, 'execute'>,
  channel: string,
  matchKey: string,
): Promise<RecipientPerson | null> {
  const [row] = await store.execute<CustomerRow>(ownerStatement, [channel, matchKey]);
  return row ? toPerson(row, 'The person whose number it is') : null;
}

function toPerson(row: CustomerRow, explanation: string): RecipientPerson {
  return {
    reference: { source: row.source, id: row.external_id },
    name: row.name,
    linkedUser: null,
    addresses: row.addresses.map(({ country, ...address }) => ({ ...address, ...(country !== null && { country }) })),
    ...(row.country !== null && { country: row.country }),
    ...(row.location !== null && { location: row.location }),
    ...(row.time_zone !== null && { timeZone: row.time_zone }),
    ...(row.language !== null && { language: row.language }),
    explanation,
  };
}
