import type { ExtensionPoint, Logger } from '@hailpoint/kernel';
import { createExtensionPoints, type ExtensionPoints, type ManualTime, PluginCalls } from '@hailpoint/kernel/host';

/** A contribution of a test, in the order given. */
export interface TestContribution {
  readonly point: Omit<ExtensionPoint, 'requires'>;
  readonly plugin: string;
  readonly instance: object;
}

export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };

/** The kernel's own dispatch, with contributions that a test built by hand. `time`: deadlines pass when the test says so. */
export function testPoints(contributions: readonly TestContribution[], time?: ManualTime): ExtensionPoints {
  const control = createExtensionPoints({
    clock: time ?? { now: () => new Date() },
    logger: silentLogger,
    ...(time && { timers: time }),
  });
  const plugins = [...new Set(contributions.map(({ plugin }) => plugin))];
  control.activate(
    plugins.map((plugin) => ({
      plugin,
      calls: new PluginCalls(),
      contributions: contributions
        .filter((contribution) => contribution.plugin === plugin)
        .map(({ point, instance }, order) => ({ point, name: instance.constructor.name, order, instance })),
    })),
  );
  return control.points;
}
