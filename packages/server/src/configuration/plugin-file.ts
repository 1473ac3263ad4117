import type { ConfiguredPlugin, PluginFile, ValueOrigin } from '@hailpoint/messaging';
import type { Configuration } from './configuration.js';

const byDefault: ValueOrigin = { from: 'default' };

/** What the file says of plugins, with the origin of every value. */
export function pluginFile({
  digest,
  plugins,
  origins,
}: Pick<Configuration, 'digest' | 'plugins' | 'origins'>): PluginFile {
  return {
    digest,
    plugins: plugins.map((plugin, index): ConfiguredPlugin => {
      const at = (name: string) => origins[`plugins[${index}].${name}`] ?? byDefault;
      return {
        ...plugin,
        origins: {
          enabled: at('enabled'),
          order: at('order'),
          config: Object.fromEntries(Object.keys(plugin.config).map((key) => [key, at(`config.${key}`)])),
        },
      };
    }),
  };
}
