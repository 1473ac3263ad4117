import { hostname } from 'node:os';
import { newId, type Store } from '@hailpoint/store';
import type { NodeOverview } from '../model/plugin-administration.js';

/** A node that has not been heard of for so long has ended. Milliseconds. */
const silentAfterMs = 15_000;

export interface NodeState {
  readonly fileDigest: string;
  readonly wantedDigest: string;
  readonly runningDigest: string;
  /** It is what it shall be. */
  readonly settled: boolean;
  readonly problems: readonly string[];
}

/** The processes of this installation, and what each says of itself. */
export class Nodes {
  readonly id = newId();
  readonly name = `${hostname()} (${process.pid})`;
  readonly #store: Pick<Store, 'query' | 'execute'>;
  readonly #startedAt: Date;

  constructor(store: Pick<Store, 'query' | 'execute'>, startedAt: Date) {
    this.#store = store;
    this.#startedAt = startedAt;
  }

  async say(state: NodeState, now: Date): Promise<void> {
    await this.#store.execute(
      {
        name: 'node-says',
        text: `INSERT INTO nodes (id, name, started_at, seen_at, file_digest, wanted_digest, running_digest, report)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
               ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at, file_digest = excluded.file_digest,
                 wanted_digest = excluded.wanted_digest, running_digest = excluded.running_digest, report = excluded.report`,
      },
      [
        this.id,
        this.name,
        this.#startedAt,
        now,
        state.fileDigest,
        state.wantedDigest,
        state.runningDigest,
        JSON.stringify({ settled: state.settled, problems: state.problems }),
      ],
    );
    await this.#store.execute({ name: 'nodes-gone', text: 'DELETE FROM nodes WHERE seen_at < $1' }, [
      new Date(now.getTime() - 20 * silentAfterMs),
    ]);
  }

  async leave(): Promise<void> {
    await this.#store.query.deleteFrom('nodes').where('id', '=', this.id).execute();
  }

  /** Those heard of lately, the oldest first, compared with `own`. */
  async list(own: NodeState, now: Date): Promise<readonly NodeOverview[]> {
    const rows = await this.#store.query
      .selectFrom('nodes')
      .selectAll()
      .where('seen_at', '>=', new Date(now.getTime() - silentAfterMs))
      .orderBy('started_at')
      .orderBy('id')
      .execute();
    return rows.map(({ report, ...row }) => ({
      id: row.id,
      name: row.name,
      startedAt: row.started_at.toISOString(),
      seenAt: row.seen_at.toISOString(),
      self: row.id === this.id,
      sameFile: row.file_digest === own.fileDigest,
      samePlugins: row.running_digest === own.runningDigest,
      settled: row.wanted_digest === own.wantedDigest && (report as { settled?: boolean }).settled === true,
      problems: (report as { problems?: string[] }).problems ?? [],
    }));
  }
}
