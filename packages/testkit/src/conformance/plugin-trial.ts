import type { CallContext, ExtensionPoint } from '@hailpoint/kernel';
import { MemoryLogger } from '@hailpoint/kernel/host';
import { createTestHost, type TestHost } from '../create-test-host.js';
import { CountingDirectory } from './counting-directory.js';
import type { PluginSubject } from './plugin-subject.js';
import { type Settled, settle } from './settle.js';
import { StagedHttpClient } from './staged-http-client.js';

/** Longer than any answer from memory takes. Milliseconds. */
const answerLimitMs = 5_000;

/** One new contribution with everything around it held by the suite, for the check of one rule. */
export class PluginTrial<C extends object, Subject extends PluginSubject> {
  readonly logger = new MemoryLogger();
  readonly #opened: PluginTrial<C, Subject>[] = [];

  private constructor(
    readonly subject: Subject,
    readonly point: ExtensionPoint<C>,
    readonly contribution: string,
    readonly instance: C,
    readonly host: TestHost,
    readonly http: StagedHttpClient,
    readonly directory: CountingDirectory,
  ) {}

  /** @throws TestHostError when the plugin does not start, RangeError when it does not contribute */
  static async open<C extends object, Subject extends PluginSubject>(
    point: ExtensionPoint<C>,
    subject: Subject,
  ): Promise<PluginTrial<C, Subject>> {
    const { definition, config, environment = {} } = subject.plugin;
    const http = new StagedHttpClient((request) => (subject.http ?? noNetwork)(request));
    const directory = new CountingDirectory(subject.people);
    const host = await createTestHost({
      plugins: [{ definition, config }],
      environment,
      services: { http, directory },
    });
    const all = host.points.contributions(point);
    const named = subject.contribution;
    const found = named === undefined ? all : all.filter(({ contribution }) => contribution === named);
    const [only] = found;
    if (only === undefined || found.length > 1) {
      await host.stop();
      const names = all.map(({ contribution }) => contribution).join(', ') || 'none';
      throw new RangeError(`The subject must name one contribution to "${point.id}" of the plugin; it has: ${names}.`);
    }
    return new PluginTrial(subject, point, only.contribution, only.instance, host, http, directory);
  }

  /** Another instance of the plugin, as another node has it. */
  async another(): Promise<PluginTrial<C, Subject>> {
    const other = await PluginTrial.open(this.point, this.subject);
    this.#opened.push(other);
    return other;
  }

  call<R>(
    work: (instance: C, context: CallContext) => R | Promise<R>,
    signal: AbortSignal = new AbortController().signal,
    limitMs: number = answerLimitMs,
  ): Promise<Settled<R>> {
    return settle(() => work(this.instance, { signal, logger: this.logger }), limitMs);
  }

  /** How often something outside of the plugin was asked. */
  get asked(): number {
    return this.http.asked + this.directory.asked;
  }

  /** Everything that was logged, by the call's logger and by the plugin's own. */
  logged(): string {
    return `${this.logger.text()}\n${this.host.logger.text()}`;
  }

  get startsAndStops(): () => Promise<void> {
    return async () => {
      const other = await PluginTrial.open(this.point, this.subject);
      await other.close();
    };
  }

  async close(): Promise<void> {
    for (const other of this.#opened) await other.close();
    await this.host.stop();
  }
}

function noNetwork(): never {
  throw new Error('The subject has no http, so the plugin has no network. Give the subject one that answers.');
}
