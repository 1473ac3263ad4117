import type { PluginSpec } from '@hailpoint/kernel/host';
import type { ConfiguredPlugin, PluginOverride, ValueOrigin } from '../model/plugin-administration.js';

/** An entry of the file with what an administrator put over it. */
export interface EffectivePlugin {
  /** By which overrides name it: its id, or its package where no manifest says one. */
  readonly name: string;
  readonly spec: PluginSpec & { readonly config: Readonly<Record<string, unknown>> };
  readonly override: PluginOverride;
  readonly origins: ConfiguredPlugin['origins'];
}

const overridden: ValueOrigin = { from: 'override' };

/**
 * What the plugins shall be: default < file < environment < override. A locked entry takes no override.
 * @param listens whether one that is off still listens to its carrier
 */
export function effectivePlugins(
  file: readonly ConfiguredPlugin[],
  overrides: ReadonlyMap<string, PluginOverride>,
  identify: (plugin: ConfiguredPlugin) => string | null,
  listens: (plugin: ConfiguredPlugin) => boolean,
): readonly EffectivePlugin[] {
  return file.map((plugin) => {
    const name = identify(plugin) ?? plugin.package;
    const override = (plugin.locked ? undefined : overrides.get(name)) ?? {};
    const { origins, contributionOrders, config, ...entry } = plugin;
    const enabled = override.enabled ?? plugin.enabled;
    const order = override.order ?? plugin.order;
    return {
      name,
      override,
      spec: {
        ...entry,
        enabled,
        ...(order === undefined ? {} : { order }),
        contributionOrders: { ...contributionOrders, ...override.contributionOrders },
        config: { ...config, ...override.config },
        ...(!enabled && listens(plugin) ? { listening: true } : {}),
      },
      origins: {
        enabled: override.enabled === undefined ? origins.enabled : overridden,
        order: override.order === undefined ? origins.order : overridden,
        config: {
          ...origins.config,
          ...Object.fromEntries(Object.keys(override.config ?? {}).map((key) => [key, overridden])),
        },
      },
    };
  });
}
