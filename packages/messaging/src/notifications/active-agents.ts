import type { StoreTransaction } from '@hailpoint/store';

/** Agents who are told of what concerns nobody in particular, at most. */
const askedAtMost = 50;

/** Ids of agents who may be asked when nobody has a conversation. */
export async function activeAgents(transaction: Pick<StoreTransaction, 'execute'>): Promise<string[]> {
  const rows = await transaction.execute<{ id: string }>(
    {
      name: 'active-agents',
      text: `SELECT id FROM users WHERE active AND 'agent_workspace_user' = ANY (roles) ORDER BY id LIMIT ${askedAtMost}`,
    },
    [],
  );
  return rows.map(({ id }) => id);
}
