import type { ExtensionPoint, Logger } from '@hailpoint/kernel';
import { createExtensionPoints, type ExtensionPoints, PluginCalls } from '@hailpoint/kernel/host';

/** A contribution of a test, in the order given. */
export interface TestContribution {
  readonly point: Omit<ExtensionPoint, 'requires'>;
  readonly plugin: string;
  readonly instance: object;
}

export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };

/** The kernel's own dispatch, with contributions that a test built by hand. */
export function testPoints(contributions: readonly TestContribution[]): ExtensionPoints {
  const control = createExtensionPoints({ clock: { now: () => new Date() }, logger: silentLogger });
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
