import path from 'node:path';
import type { Environment } from '@hailpoint/kernel/host';
import type { ChannelEntry, Configuration, DatabaseConfiguration, Origin } from './configuration.js';
import { variableOf } from './environment-overrides.js';
import { followUpRules } from './follow-up-rules.js';
import type { Sections } from './read-sections.js';
import type { YamlFile } from './read-yaml.js';

/** Port, so that a browser, a carrier and `hailpoint login` agree without configuration. */
export const defaultPort = 7420;

/** Fills in the defaults, makes paths absolute, and notes where every value comes from. */
export function effectiveConfiguration(
  file: string,
  sections: Sections,
  environment: Environment,
  yaml: YamlFile,
): Configuration {
  const directory = path.dirname(file);
  const { root, server, database } = sections;
  const origins: Record<string, Origin> = {};
  const noted = <T, D>(valuePath: string, value: T | undefined, otherwise: D): T | D => {
    const variable = variableOf(valuePath, environment);
    if (value === undefined) origins[valuePath] = { from: 'default' };
    else if (variable !== null) origins[valuePath] = { from: 'environment', variable };
    else origins[valuePath] = { from: 'file', line: yaml.lineOf(valuePath) };
    return value ?? otherwise;
  };
  const notedConfig = (valuePath: string, config: Readonly<Record<string, unknown>> | undefined) => {
    for (const [key, value] of Object.entries(config ?? {})) noted(`${valuePath}.${key}`, value, undefined);
    return noted(valuePath, config, {});
  };
  const dataDirectory = path.resolve(directory, noted('database.directory', database.directory, '.hailpoint'));
  const url = noted('database.url', database.url, null);
  const databaseConfiguration: DatabaseConfiguration =
    url === null
      ? { kind: 'embedded', directory: dataDirectory }
      : { kind: 'postgresql', directory: dataDirectory, url };
  const demoData = noted('demoData', root.demoData, null);
  noted('followUps', sections.followUps ?? undefined, null);
  noted('guide', sections.guide.length > 0 ? sections.guide : undefined, []);
  return {
    file,
    digest: yaml.digest,
    server: {
      port: noted('server.port', server.port, defaultPort),
      host: noted('server.host', server.host, '127.0.0.1'),
      publicUrl: noted('server.publicUrl', server.publicUrl, null)?.replace(/\/$/, '') ?? null,
      trustProxy: noted('server.trustProxy', server.trustProxy, false),
    },
    database: databaseConfiguration,
    plugins: sections.plugins.map((plugin, index) => {
      const at = (name: string) => `plugins[${index}].${name}`;
      const order = noted(at('order'), plugin.order, undefined);
      return {
        package: noted(at('package'), plugin.package, ''),
        enabled: noted(at('enabled'), plugin.enabled, true),
        ...(order === undefined ? {} : { order }),
        contributionOrders: noted(at('contributionOrders'), plugin.contributionOrders, {}),
        config: notedConfig(at('config'), plugin.config),
        locked: noted(at('locked'), plugin.locked, false),
      };
    }),
    channels: Object.fromEntries(
      Object.entries(sections.channels).map(([name, channel]) => {
        const entry = Object.fromEntries(
          Object.entries(channel).filter(([, value]) => value !== undefined),
        ) as ChannelEntry;
        for (const [field, value] of Object.entries(entry)) noted(`channels.${name}.${field}`, value, undefined);
        return [name, entry];
      }),
    ),
    defaultCountry: noted('defaultCountry', root.defaultCountry, null),
    demoData: demoData === null ? null : path.resolve(directory, demoData),
    guide: sections.guide.map(({ interaction, title, text }) => ({ interaction, title, text })),
    followUps: sections.followUps && followUpRules(sections.followUps),
    logLevel: noted('logLevel', root.logLevel, 'info'),
    origins,
  };
}
