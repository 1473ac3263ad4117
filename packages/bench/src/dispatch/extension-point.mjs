import { createExtensionPoints, PluginCalls } from '../../../kernel/dist/host/index.js';
import { defineExtensionPoint } from '../../../kernel/dist/index.js';

const silent = () => {};
/** What a production logger does with `debug`. */
export const silentLogger = { debug: silent, info: silent, warn: silent, error: silent };

/**
 * An extension point with these contributions switched on, one plugin each. As many other points exist and are asked too, so that no look-up
 * is compiled for the one point that is measured.
 * @param {'first' | 'pipeline' | 'veto'} dispatch
 * @param {readonly object[]} instances
 */
export function pointWith(dispatch, instances) {
  const failurePolicy = dispatch === 'first' ? 'skip' : 'refuse';
  const define = (/** @type {string} */ id) =>
    defineExtensionPoint({ id, version: 1, dispatch, failurePolicy, deadlineMs: 3_000, requires: [] });
  const points = ['bench', 'bench-2', 'bench-3', 'bench-4', 'bench-5'].map(define);
  const control = createExtensionPoints({ clock: { now: () => new Date() }, logger: silentLogger });
  const plugins = instances.map((instance, index) => ({
    plugin: `plugin-${index}`,
    calls: new PluginCalls(),
    contributions: points.map((point) => ({ point, name: instance.constructor.name, order: 100, instance })),
  }));
  control.activate(plugins);
  for (let i = 0; i < 10_000; i += 1) {
    for (const point of points)
      if (control.points.contributions(point).length !== instances.length)
        throw new Error('A contribution is missing.');
  }
  return {
    points: control.points,
    point: /** @type {(typeof points)[0]} */ (points[0]),
    /** Switches the first plugin off and on again. */
    toggle() {
      control.deactivate(['plugin-0']);
      control.activate(plugins.slice(0, 1));
    },
  };
}
