import type { Clock } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import { isId } from '../directory/is-id.js';
import { withMatchKeys } from '../directory/person-address.js';
import { requireReader } from '../directory/require-role.js';
import { ForeignPersonError } from '../errors/foreign-person-error.js';
import { UserNotFoundError } from '../errors/user-not-found-error.js';
import { FieldChecks } from '../fields/field-checks.js';
import { refreshAfterRename } from '../interactions/refresh-search-text.js';
import type { Actor, UserService } from '../messaging.js';
import type { Page } from '../model/interaction.js';
import type { User, UserDraft, UserPatch } from '../model/user.js';
import { addressesOfFields } from './addresses-of-fields.js';
import { listUserIds, type UserListQuery } from './list-users.js';
import { checkUserFields, type UserFields } from './user-fields.js';
import { requireMayWriteUser } from './user-permissions.js';
import { loadUsers } from './user-view.js';
import { insertUser, overwriteUser } from './write-user.js';

export interface UserDependencies {
  readonly store: Store;
  readonly points: Pick<ExtensionPoints, 'pipeline' | 'instances'>;
  readonly clock: Clock;
}

/** The directory: agents and administrators read it; who may change whom is in `user-permissions.ts`. */
export class DatabaseUserService implements UserService {
  readonly #deps: UserDependencies;

  constructor(dependencies: UserDependencies) {
    this.#deps = dependencies;
  }

  async list(actor: Actor, query: UserListQuery): Promise<Page<User>> {
    requireReader(actor, 'read the directory');
    const { ids, nextCursor } = await listUserIds(this.#deps.store, query);
    return { items: await loadUsers(this.#deps.store, ids), nextCursor };
  }

  async get(actor: Actor, id: string): Promise<User> {
    requireReader(actor, 'read the directory');
    return this.#require(id);
  }

  async create(actor: Actor, draft: UserDraft): Promise<User> {
    requireMayWriteUser(actor, null, draft);
    const fields = checked(draft);
    const { store, points, clock } = this.#deps;
    const addresses = await withMatchKeys(points, fields, addressesOfFields(fields));
    return store.transaction(async (transaction) => {
      const id = await insertUser(transaction, fields, addresses, clock.now());
      return (await loadUsers(transaction, [id]))[0]!;
    });
  }

  async update(actor: Actor, id: string, patch: UserPatch): Promise<User> {
    for (;;) {
      const updated = await this.#tryUpdate(actor, id, patch);
      if (updated) return updated;
    }
  }

  async findByUsername(username: string): Promise<User | null> {
    if (username.includes('\0')) return null;
    const { store } = this.#deps;
    const row = await store.query
      .selectFrom('users')
      .select('id')
      .where('username', '=', username.toLowerCase())
      .executeTakeFirst();
    return row ? ((await loadUsers(store, [row.id]))[0] ?? null) : null;
  }

  /**
   * `null`: somebody changed the person while plugins were asked for the readings of the numbers (outside the transaction, as always), so the
   * readings may be of a country that is no longer theirs.
   */
  async #tryUpdate(actor: Actor, id: string, patch: UserPatch): Promise<User | null> {
    const before = await this.#require(id);
    requireMayWriteUser(actor, before, patch);
    requireOwnFields(before, patch);
    const { active = before.active, ...changes } = patch;
    const fields = checked({ ...before, ...withoutUndefined(changes) });
    const { store, points, clock } = this.#deps;
    // Addresses of other kinds, which only other sources bring, stay with their people.
    const addresses =
      before.source === 'hailpoint' ? await withMatchKeys(points, fields, addressesOfFields(fields)) : null;
    const updated = await store.transaction(async (transaction) => {
      const now = await transaction.query
        .selectFrom('users')
        .select('version')
        .where('id', '=', before.id)
        .forUpdate()
        .executeTakeFirst();
      if (now?.version !== before.version) return null;
      await overwriteUser(transaction, { ...before, active }, fields, addresses, clock.now());
      return (await loadUsers(transaction, [before.id]))[0]!;
    });
    if (updated && updated.name !== before.name) await refreshAfterRename(store, before.id, before.name);
    return updated;
  }

  async #require(id: string): Promise<User> {
    const [user] = isId(id) ? await loadUsers(this.#deps.store, [id]) : [];
    if (!user) throw new UserNotFoundError();
    return user;
  }
}

function checked(draft: UserDraft): UserFields {
  const checks = new FieldChecks();
  const fields = checkUserFields(checks, draft);
  checks.done();
  return fields;
}

function withoutUndefined<T extends object>(changes: T): Partial<T> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** What decides how somebody signs in is ours for everybody; the rest belongs to the source. */
const alwaysOurs = new Set(['username', 'roles', 'active', 'kind']);

function requireOwnFields(before: User, patch: UserPatch): void {
  if (before.source === 'hailpoint') return;
  const foreign = Object.entries(patch).flatMap(([field, value]) =>
    value === undefined || alwaysOurs.has(field) ? [] : [field],
  );
  if (foreign.length > 0) throw new ForeignPersonError(before.source, foreign);
}
