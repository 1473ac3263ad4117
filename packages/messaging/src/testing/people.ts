import type { Store } from '@hailpoint/store';
import type { Actor } from '../messaging.js';
import { insertUser } from './conversation-rows.js';

/** An agent of a test's directory, who acts. */
export async function agentActor(store: Store, name = 'Ana'): Promise<Actor> {
  return { userId: await insertUser(store, name, { agent: true }), name, roles: ['agent_workspace_user'] };
}

/** An administrator without the agent's role. */
export async function adminActor(store: Store, name = 'Ada'): Promise<Actor> {
  const userId = await insertUser(store, name);
  await store.query
    .updateTable('users')
    .set({ kind: 'user', roles: ['admin'] })
    .where('id', '=', userId)
    .execute();
  return { userId, name, roles: ['admin'] };
}
