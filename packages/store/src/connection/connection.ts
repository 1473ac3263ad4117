import type { PoolClient, QueryResult, QueryResultRow } from 'pg';
import { StatementNameError } from '../errors/statement-name-error.js';
import type { PreparedStatement } from '../store.js';
import { withoutRowValues } from './row-values.js';

type Release = (client: PoolClient, problem?: Error) => void;

/**
 * One connection, lent by the pool until it is released. Statements run one after the other, in the order they were asked for. On PostgreSQL
 * they are sent at once, without waiting for the answers before (`pipelined`); PGlite takes one at a time.
 */
export class Connection {
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private released = false;

  constructor(
    private readonly client: PoolClient,
    private readonly giveBack: Release,
  ) {}

  /** An unnamed statement; the signature that Kysely's PostgresDialect expects of a pool's client. */
  query<Row extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<QueryResult<Row>> {
    return this.enqueue(() => this.client.query<Row>(text, values as unknown[]));
  }

  async execute<Row>(statement: PreparedStatement, values: readonly unknown[]): Promise<Row[]> {
    const { name, text } = statement;
    if (name.length === 0 || name.length > 63) throw new StatementNameError(name);
    const result = await this.enqueue(() => this.client.query({ name, text, values: values as unknown[] }));
    return result.rows as Row[];
  }

  /** Gives the connection back. A problem means that its state is not known: it is thrown away. */
  release(problem?: Error): void {
    if (this.released) return;
    this.released = true;
    this.giveBack(this.client, problem);
  }

  /** Whether a statement is sent before the answers to those before it have come. */
  get pipelined(): boolean {
    return this.client.pipeline === true;
  }

  // `pg` deprecates asking a busy client that does not pipeline, so statements that were not awaited queue up here.
  private enqueue<T>(run: () => Promise<T>): Promise<T> {
    const start = () => {
      const result = run();
      return result.catch((error: unknown) => {
        throw withoutRowValues(error);
      });
    };
    if (this.pipelined) return start();
    const result = this.waiting === 0 ? start() : this.last.then(start, start);
    this.waiting++;
    const done = () => {
      this.waiting--;
    };
    this.last = result.then(done, done);
    return result;
  }
}
