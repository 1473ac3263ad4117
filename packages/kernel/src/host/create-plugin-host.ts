import { kernelCopy } from '../kernel-copy.js';
import { HostedPlugin, type HostFacts } from './activation/hosted-plugin.js';
import { createExtensionPoints } from './create-extension-points.js';
import { DuplicatePluginError } from './errors/manifest-errors.js';
import { knownPoints as kernelPoints } from './known-points.js';
import type { PluginHost, PluginHostOptions } from './plugin-host.js';
import type { PluginSpec } from './plugin-spec.js';
import type { StartReport } from './report/start-report.js';
import { mapKernel } from './resolve/map-kernel.js';
import { NodeHttpClient } from './services/node-http-client.js';
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
  };
  let plugins: readonly HostedPlugin[] = [];

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

  return {
    points: control.points,
    start,
    async stop(id) {
      const plugin = plugins.find((candidate) => candidate.id === id && candidate.isRunning);
      if (plugin === undefined) return null;
      control.deactivate([id]);
      return plugin.stop();
    },
    async stopAll() {
      const running = plugins.filter(({ isRunning }) => isRunning);
      control.deactivate(running.map(({ id }) => id));
      const reports = await Promise.all(running.map((plugin) => plugin.stop()));
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

function importWithHostKernel(url: string): Promise<unknown> {
  mapKernel(url);
  return import(url);
}
