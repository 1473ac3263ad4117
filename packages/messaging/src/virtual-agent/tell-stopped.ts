import { type Clock, type Logger, VirtualAgent, type VirtualAgentStop } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import { backoffMs } from '../delivery/backoff.js';
import { conversationOf, type SessionRow, sessionColumns, sessionTables } from './session-row.js';

interface TellDependencies {
  readonly store: Store;
  readonly points: ExtensionPoints;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface StoppedRow extends SessionRow {
  readonly stopped: VirtualAgentStop;
  readonly attempts: number;
}

const batch = 10;
/** Longer than all of a batch may take. */
const leaseMs = batch * VirtualAgent.deadlineMs + 10_000;
/** With the waits of `backoffMs`, some hours. Then nobody is left to be told. */
const attemptsAtMost = 60;

/** Tells virtual agents why they no longer have a conversation, each at least once. `true`: there may be more. */
export async function tellStopped(dependencies: TellDependencies): Promise<boolean> {
  const { store, clock } = dependencies;
  const now = clock.now();
  const rows = await store.execute<StoppedRow>(
    {
      name: 'virtual-agent-stopped',
      text: `WITH due AS (
               SELECT interaction_id FROM virtual_agent_sessions WHERE due_at <= $1 ORDER BY due_at, interaction_id LIMIT ${batch}
                  FOR UPDATE SKIP LOCKED
             ), s AS (
               UPDATE virtual_agent_sessions s SET due_at = $2, attempts = s.attempts + 1 FROM due WHERE s.interaction_id = due.interaction_id
               RETURNING s.*
             )
             SELECT ${sessionColumns}, s.stopped, s.attempts FROM s ${sessionTables} ORDER BY s.interaction_id`,
    },
    [now, new Date(now.getTime() + leaseMs)],
  );
  for (const row of rows) await tell(dependencies, row);
  return rows.length === batch;
}

async function tell({ store, points, clock, logger }: TellDependencies, row: StoppedRow): Promise<void> {
  const told = await isTold(points, row);
  if (!told && row.attempts >= attemptsAtMost) {
    logger.warn('A virtual agent could not be told that it stopped', {
      interaction: row.interaction_id,
      plugin: row.plugin_id,
      why: row.stopped,
    });
  }
  const now = clock.now();
  const again = !told && row.attempts < attemptsAtMost;
  await store.execute(
    {
      name: 'virtual-agent-told',
      text: `UPDATE virtual_agent_sessions SET due_at = $3, told_at = $4 WHERE interaction_id = $1 AND attempts = $2`,
    },
    [
      row.interaction_id,
      row.attempts,
      again ? new Date(now.getTime() + backoffMs(row.attempts, undefined)) : null,
      told ? now : null,
    ],
  );
}

async function isTold(points: ExtensionPoints, row: StoppedRow): Promise<boolean> {
  const contribution = points
    .contributions(VirtualAgent)
    .find(({ plugin, contribution }) => plugin === row.plugin_id && contribution === row.contribution);
  // Switched off: it may be on again before we give up.
  if (!contribution) return false;
  if (typeof contribution.instance.stopped !== 'function') return true;
  const conversation = conversationOf(row, points);
  const result = await points.guarded(VirtualAgent, contribution, async (instance: VirtualAgent, context) => {
    await instance.stopped?.(conversation, row.stopped, row.state, context);
    return true;
  });
  return result.status === 'answered';
}
