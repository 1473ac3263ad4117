import { kernelCopy } from '../kernel-copy.js';
import { HostedPlugin, type HostFacts } from './activation/hosted-plugin.js';
import { ChangeNotReadyError } from './change/change-not-ready-error.js';
import { changeOf, type Move, planMoves } from './change/plan-moves.js';
import type { ChangePlan } from './change/planned-change.js';
import { Turns } from './change/turns.js';
import { createExtensionPoints } from './create-extension-points.js';
import { DuplicatePluginError } from './errors/manifest-errors.js';
import { PluginError } from './errors/plugin-error.js';
import { knownPoints as kernelPoints } from './known-points.js';
import { InstanceWatch } from './lifecycle/instance-watch.js';
import type { PluginHost, PluginHostOptions, PreparedChange, StopReport } from './plugin-host.js';
import type { PluginSpec } from './plugin-spec.js';
import { problemOf } from './report/redact.js';
import type { StartReport } from './report/start-report.js';
import { mapKernel } from './resolve/map-kernel.js';
import { NodeHttpClient } from './services/node-http-client.js';
import { silentLogger } from './services/silent-logger.js';
import { SystemClock } from './services/system-clock.js';
import { systemTimers } from './timers.js';

/** Makes a host. Nothing is loaded until {@link PluginHost.start}. */
export function createPluginHost(options: PluginHostOptions): PluginHost {
  const { services, timers = systemTimers, knownPoints = kernelPoints, circuitBreaker } = options;
  const clock = services.clock ?? new SystemClock();
  const ownHttp = services.http === undefined ? new NodeHttpClient(timers) : null;
  const control = createExtensionPoints({
    clock,
    logger: services.logger,
    timers,
    ...(circuitBreaker === undefined ? {} : { circuitBreaker }),
  });
  const facts: HostFacts = {
    baseDirectory: options.baseDirectory,
    kernelVersion: options.kernelVersion ?? kernelCopy.version,
    environment: options.environment ?? process.env,
    knownPoints,
    timers,
    hookDeadlineMs: options.hookDeadlineMs ?? 30_000,
    drainDeadlineMs: options.drainDeadlineMs ?? 30_000,
    logger: services.logger,
    clock,
    http: services.http ?? (ownHttp as NodeHttpClient),
    directory: services.directory,
    storage: (plugin) => services.storage(plugin),
    publicUrls: (plugin) => services.publicUrls(plugin),
    importModule: options.importModule ?? importWithHostKernel,
    instances: new InstanceWatch(clock, services.logger),
  };
  /** For looking at what would be, without a word in the log. */
  const quietFacts: HostFacts = { ...facts, logger: silentLogger };
  let plugins: readonly HostedPlugin[] = [];
  /** Taken away, and not yet at their end. */
  const leaving = new Set<HostedPlugin>();
  const turns = new Turns();
  let pending: PreparedChange | null = null;

  /** The first of the list keeps an id, whichever would be ready first. */
  function claim(plugin: HostedPlugin, joining: readonly HostedPlugin[]): void {
    const others = [...plugins.filter(({ isRunning }) => isRunning), ...joining];
    const first = others.find((other) => other !== plugin && other.ownsId && other.id === plugin.id);
    if (first !== undefined) {
      plugin.refuse(new DuplicatePluginError(plugin.id, first.spec.package, plugin.spec.package));
    } else {
      plugin.ownsId = true;
    }
  }

  async function start(specs: readonly PluginSpec[]): Promise<StartReport> {
    const started = performance.now();
    const joining = specs.map((spec) => new HostedPlugin(spec, facts));
    for (const plugin of joining) if (plugin.knowsId) claim(plugin, joining);
    // One after the other: loading modules is the work of one thread anyway.
    for (const plugin of joining) await plugin.load();
    // A lone file says its id only in its code.
    for (const plugin of joining) if (!plugin.ownsId && plugin.knowsId) claim(plugin, joining);
    await Promise.all(joining.map((plugin) => plugin.prepare()));
    control.activate(joining.flatMap((plugin) => plugin.activate() ?? []));
    const ids = new Set(joining.map(({ id }) => id));
    plugins = [...plugins.filter(({ id, isRunning }) => isRunning || !ids.has(id)), ...joining];
    return { plugins: joining.map((plugin) => plugin.report()), durationMs: performance.now() - started };
  }

  async function plan(specs: readonly PluginSpec[], retry: string | null = null): Promise<ChangePlan> {
    const moves = planMoves(plugins, specs, retry, (spec) => new HostedPlugin(spec, quietFacts));
    refuseRepeatedIds(moves);
    for (const move of moves) {
      if (move.kind === 'replace')
        await move.plugin.check(move.former?.definition ?? move.plugin.spec.definition ?? null);
    }
    return planOf(moves);
  }

  async function prepare(specs: readonly PluginSpec[], retry: string | null = null): Promise<PreparedChange> {
    const done = await turns.take();
    try {
      const moves = planMoves(plugins, specs, retry, (spec) => new HostedPlugin(spec, facts));
      refuseRepeatedIds(moves);
      const joining = moves.flatMap((move) => (move.kind === 'replace' ? [move.plugin] : []));
      for (const plugin of joining) {
        await plugin.load();
        await plugin.check(plugin.definition);
      }
      refuseRepeatedIds(moves);
      // What cannot start must not have started anything: nobody would see that it is undone at once.
      const isBlocked = () => planOf(moves).blocked;
      if (!isBlocked()) await Promise.all(joining.map((plugin) => plugin.prepare()));
      const outcome = planOf(moves);
      if (outcome.blocked) {
        await undo(joining);
        done();
        return { plan: outcome, commit: () => Promise.reject(new ChangeNotReadyError()), discard: async () => {} };
      }
      const change: PreparedChange = {
        plan: outcome,
        commit() {
          if (pending !== change) return Promise.reject(new ChangeNotReadyError());
          pending = null;
          const stops = swapIn(moves);
          done();
          return stops;
        },
        async discard() {
          if (pending !== change) return;
          pending = null;
          await undo(joining);
          done();
        },
      };
      pending = change;
      return change;
    } catch (error) {
      done();
      throw error;
    }
  }

  /** Everything becomes visible, and invisible, in one assignment. Ends when the former ones have finished what they began. */
  function swapIn(moves: readonly Move[]): Promise<readonly StopReport[]> {
    const former = moves.flatMap((move) => {
      if (move.kind === 'drop') return [move.plugin];
      return move.kind === 'replace' && move.former !== null ? [move.former] : [];
    });
    const running = former.filter(({ isRunning }) => isRunning);
    const adopted = moves.flatMap((move) => (move.kind === 'adopt' ? [move.plugin.adopt(move.spec)] : []));
    const started = moves.flatMap((move) => (move.kind === 'replace' ? (move.plugin.activate() ?? []) : []));
    control.swap([...running.map(({ id }) => id), ...adopted.map(({ plugin }) => plugin)], [...adopted, ...started]);
    plugins = moves.flatMap((move) => (move.kind === 'drop' ? [] : [move.plugin]));
    return Promise.all(running.map(leave));
  }

  async function leave(plugin: HostedPlugin): Promise<StopReport> {
    leaving.add(plugin);
    try {
      return await plugin.stop();
    } finally {
      leaving.delete(plugin);
    }
  }

  async function undo(joining: readonly HostedPlugin[]): Promise<void> {
    await Promise.all(joining.filter(({ isPrepared }) => isPrepared).map((plugin) => plugin.stop()));
  }

  /** As at the start: what runs keeps its id, else the first of the list. */
  function refuseRepeatedIds(moves: readonly Move[]): void {
    const all = moves.flatMap((move) => (move.kind === 'drop' ? [] : [move]));
    const goesOn = (move: Move) => move.kind === 'adopt' || (move.kind === 'keep' && move.plugin.isRunning);
    for (const move of all) {
      const { plugin } = move;
      if (move.kind !== 'replace' || !plugin.knowsId) continue;
      const same = all.filter((other) => other.plugin.knowsId && other.plugin.id === plugin.id);
      const owner = (same.find(goesOn) ?? same[0])?.plugin;
      if (owner !== undefined && owner !== plugin) {
        plugin.refuse(new DuplicatePluginError(plugin.id, owner.spec.package, plugin.spec.package));
      }
    }
  }

  return {
    points: control.points,
    start,
    identify(spec) {
      const plugin = new HostedPlugin({ ...spec, enabled: false }, quietFacts);
      return plugin.knowsId ? plugin.id : null;
    },
    plan,
    prepare,
    async stop(id) {
      const plugin = plugins.find((candidate) => candidate.id === id && candidate.isRunning);
      if (plugin === undefined) return null;
      control.deactivate([id]);
      return plugin.stop();
    },
    async stopAll() {
      await pending?.discard();
      const running = plugins.filter(({ isRunning }) => isRunning);
      control.deactivate(running.map(({ id }) => id));
      const reports = await Promise.all([...leaving, ...running].map((plugin) => plugin.stop()));
      facts.instances.close();
      ownHttp?.close();
      return reports;
    },
    plugins: () => plugins.map((plugin) => plugin.listing()),
    extensionPoints: () =>
      knownPoints.map((point) => {
        const { id, version, dispatch, failurePolicy, deadlineMs } = point;
        return { id, version, dispatch, failurePolicy, deadlineMs, contributions: control.state(point) };
      }),
  };
}

/** The moves as others may see them, with what was found out since they were planned. */
function planOf(moves: readonly Move[]): ChangePlan {
  const changes = moves.flatMap((move) => {
    if (move.kind === 'keep') return [];
    if (move.kind === 'replace') return [changeOf(move.plugin, move.change.action, move.change.leaves)];
    if (move.kind === 'drop') return [move.change];
    try {
      move.plugin.placed(move.spec);
      return [move.change];
    } catch (error) {
      if (!(error instanceof PluginError)) throw error;
      return [{ ...move.change, problem: problemOf(error, []) }];
    }
  });
  const blocked = moves.some((move) => {
    // One that is switched off and cannot even listen is off all the same.
    if (move.kind === 'replace') return move.plugin.spec.enabled && move.plugin.problem !== null;
    return move.kind === 'adopt' && changes.some(({ id, problem }) => id === move.plugin.id && problem !== undefined);
  });
  return { changes, blocked };
}

function importWithHostKernel(url: string): Promise<unknown> {
  mapKernel(url);
  return import(url);
}
