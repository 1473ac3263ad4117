import type { Clock } from '@hailpoint/kernel';
import { newId, type PreparedStatement, type Store } from '@hailpoint/store';
import { recordAudit } from '../audit/record-audit.js';
import { isId } from '../directory/is-id.js';
import { UserInactiveError } from '../errors/user-inactive-error.js';
import { UserNotFoundError } from '../errors/user-not-found-error.js';
import type { Actor, SignInService } from '../messaging.js';
import type { User } from '../model/user.js';
import { loadUsers } from '../users/user-view.js';
import { hashToken, newSecretToken } from './secret-token.js';

const minute = 60_000;
const linkLifetimeMs = 15 * minute;

/** Fixed, from signing in: a working day. It does not slide, so no request writes, and a stolen session ends by itself. */
const sessionLifetimeMs = 12 * 60 * minute;

const findSession: PreparedStatement = {
  name: 'sign_in_find_session',
  text: `SELECT u.id, u.name, u.roles FROM sessions s JOIN users u ON u.id = s.user_id
         WHERE s.token_hash = $1 AND s.expires_at > $2 AND u.active`,
};

const findAccessToken: PreparedStatement = {
  name: 'sign_in_find_access_token',
  text: `SELECT u.id, u.name, u.roles, t.id AS token_id, t.last_used_at FROM access_tokens t JOIN users u ON u.id = t.user_id
         WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND u.active`,
};

interface ActorRow {
  id: string;
  name: string;
  roles: string[];
}

/** Signing in without passwords. Of links, sessions and access tokens only SHA-256 hashes are stored. */
export class DatabaseSignInService implements SignInService {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(dependencies: { readonly store: Store; readonly clock: Clock }) {
    this.#store = dependencies.store;
    this.#clock = dependencies.clock;
  }

  async createLink(userId: string): Promise<{ token: string; expiresAt: string }> {
    await this.#requireActive(userId);
    const token = newSecretToken();
    const now = this.#clock.now();
    const expiresAt = new Date(now.getTime() + linkLifetimeMs);
    await this.#store.query
      .insertInto('sign_in_links')
      .values({ token_hash: hashToken(token), user_id: userId, expires_at: expiresAt, created_at: now })
      .execute();
    return { token, expiresAt: expiresAt.toISOString() };
  }

  async useLink(token: string): Promise<{ sessionToken: string; expiresAt: string; user: User } | null> {
    const now = this.#clock.now();
    return this.#store.transaction(async (transaction) => {
      // One statement: of two who use the same link at the same moment, the second waits and then finds it used.
      const used = await transaction.query
        .updateTable('sign_in_links')
        .set({ used_at: now })
        .where('token_hash', '=', hashToken(token))
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .returning('user_id')
        .executeTakeFirst();
      if (!used) return null;
      const [user] = await loadUsers(transaction, [used.user_id]);
      if (!user?.active) return null;
      const sessionToken = newSecretToken();
      const expiresAt = new Date(now.getTime() + sessionLifetimeMs);
      await transaction.query
        .insertInto('sessions')
        .values({ token_hash: hashToken(sessionToken), user_id: user.id, expires_at: expiresAt, created_at: now })
        .execute();
      const entry = { userId: user.id, action: 'user.signed_in', subject: user.username ?? user.id };
      await recordAudit(transaction, { ...entry, detail: { with: 'link' } }, now);
      return { sessionToken, expiresAt: expiresAt.toISOString(), user };
    });
  }

  async findSession(sessionToken: string): Promise<Actor | null> {
    const values = [hashToken(sessionToken), this.#clock.now()];
    const [row] = await this.#store.execute<ActorRow>(findSession, values);
    return row ? toActor(row) : null;
  }

  async endSession(sessionToken: string): Promise<void> {
    await this.#store.query.deleteFrom('sessions').where('token_hash', '=', hashToken(sessionToken)).execute();
  }

  async createAccessToken(userId: string, label?: string): Promise<string> {
    await this.#requireActive(userId);
    const token = newSecretToken('hp_');
    await this.#store.query
      .insertInto('access_tokens')
      .values({
        id: newId(),
        token_hash: hashToken(token),
        user_id: userId,
        label: label ?? null,
        created_at: this.#clock.now(),
      })
      .execute();
    return token;
  }

  async findAccessToken(token: string): Promise<Actor | null> {
    if (!token.startsWith('hp_')) return null;
    const [row] = await this.#store.execute<ActorRow & { token_id: string; last_used_at: Date | null }>(
      findAccessToken,
      [hashToken(token)],
    );
    if (!row) return null;
    await this.#noteUse(row.token_id, row.last_used_at);
    return toActor(row);
  }

  /** Deletes links and sessions that are over. Answers how many. */
  async sweepExpired(): Promise<number> {
    const now = this.#clock.now();
    const links = await this.#store.query.deleteFrom('sign_in_links').where('expires_at', '<=', now).executeTakeFirst();
    const sessions = await this.#store.query.deleteFrom('sessions').where('expires_at', '<=', now).executeTakeFirst();
    return Number(links.numDeletedRows + sessions.numDeletedRows);
  }

  /** To the minute, so that a busy machine does not write at every request. */
  async #noteUse(tokenId: string, lastUsedAt: Date | null): Promise<void> {
    const now = this.#clock.now();
    if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < minute) return;
    await this.#store.query.updateTable('access_tokens').set({ last_used_at: now }).where('id', '=', tokenId).execute();
  }

  async #requireActive(userId: string): Promise<void> {
    const [user] = isId(userId) ? await loadUsers(this.#store, [userId]) : [];
    if (!user) throw new UserNotFoundError();
    if (!user.active) throw new UserInactiveError();
  }
}

function toActor(row: ActorRow): Actor {
  return { userId: row.id, name: row.name, roles: row.roles };
}
