import type { StoreTransaction } from '@hailpoint/store';
import { isId } from '../directory/is-id.js';
import { InvalidFieldsError } from '../errors/invalid-fields-error.js';
import { UnknownReferenceError } from '../errors/unknown-reference-error.js';

/** The people that an interaction refers to, by field; `null`: nobody. */
export interface References {
  readonly consumer?: string | null;
  readonly contact?: string | null;
  readonly openedFor?: string | null;
  readonly assignedTo?: string | null;
}

/** @throws UnknownReferenceError for people who do not exist, InvalidFieldsError when it is assigned to somebody who is no active agent */
export async function checkReferences(
  transaction: Pick<StoreTransaction, 'query'>,
  references: References,
): Promise<void> {
  const named = Object.entries(references).flatMap(([field, id]) =>
    id === null || id === undefined ? [] : [{ field, id }],
  );
  const ids = named.map(({ id }) => id).filter(isId);
  const users =
    ids.length === 0
      ? []
      : await transaction.query.selectFrom('users').select(['id', 'active', 'roles']).where('id', 'in', ids).execute();
  const known = new Map(users.map((user) => [user.id, user]));
  const unknown = named.filter(({ id }) => !known.has(String(id).toLowerCase()));
  if (unknown.length > 0) {
    throw new UnknownReferenceError(unknown.map(({ field }) => ({ field: `/${field}`, what: 'a person' })));
  }
  const assignee = references.assignedTo ? known.get(references.assignedTo.toLowerCase()) : undefined;
  if (assignee && !(assignee.active && assignee.roles.includes('agent_workspace_user'))) {
    const message = 'Only an active agent can be assigned. Choose somebody with the role agent_workspace_user.';
    throw new InvalidFieldsError([{ field: '/assignedTo', code: 'not_an_agent', message }]);
  }
}
