import type { PersonKind } from '@hailpoint/kernel';
import type { Store, StoreTransaction } from '@hailpoint/store';
import { sql } from 'kysely';
import type { Role, User } from '../model/user.js';

interface UserRow {
  id: string;
  source: string;
  username: string | null;
  name: string;
  kind: PersonKind;
  roles: Role[];
  email: string | null;
  country: string | null;
  location: string | null;
  time_zone: string | null;
  language: string | null;
  active: boolean;
  version: number;
  phones: { label: string; number: string; country: string | null }[] | null;
}

/** People as the API shows them, in the order asked for; who does not exist is left out. */
export async function loadUsers(
  reader: Pick<Store, 'query'> | Pick<StoreTransaction, 'query'>,
  ids: readonly string[],
): Promise<User[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<UserRow>`
    SELECT u.id, u.source, u.username, u.name, u.kind, u.roles, u.email, u.country, u.location, u.time_zone, u.language, u.active, u.version,
      (SELECT json_agg(json_build_object('label', a.label, 'number', a.value, 'country', a.country) ORDER BY a.position, a.id)
         FROM user_addresses a WHERE a.user_id = u.id AND a.kind = 'phone') AS phones
    FROM users u WHERE u.id = any(${[...ids]}::uuid[])`.execute(reader.query);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = found.get(id.toLowerCase());
    return row ? [toUser(row)] : [];
  });
}

function toUser({ time_zone, phones, ...row }: UserRow): User {
  return { ...row, timeZone: time_zone, phones: phones ?? [] };
}
