import { readFile } from 'node:fs/promises';
import type { JsonSchema } from '@hailpoint/kernel';
import { maskSecrets, type PluginHost, type PluginListing } from '@hailpoint/kernel/host';
import type { PluginOverride, PluginOverview } from '../model/plugin-administration.js';
import type { EffectivePlugin } from './effective-plugins.js';

/** A plugin as administrators see it: no secret that somebody wrote out is in it. */
export async function pluginOverview(
  host: Pick<PluginHost, 'extensionPoints'>,
  listing: PluginListing,
  entry: EffectivePlugin | undefined,
  carriers: ReadonlyMap<string, Date | null>,
): Promise<PluginOverview> {
  const schema = await readPluginSchema(listing);
  const contributions = host.extensionPoints().flatMap((point) => point.contributions);
  return {
    ...listing,
    config: shownConfig(entry?.spec.config ?? {}, schema),
    contributionOrders: entry?.spec.contributionOrders ?? {},
    origins: entry?.origins ?? { enabled: { from: 'default' }, order: { from: 'default' }, config: {} },
    override: shownOverride(entry?.override ?? {}, schema),
    degraded: contributions.some((each) => each.plugin === listing.id && each.degraded),
    offSince: carriers.get(listing.id)?.toISOString() ?? null,
  };
}

/** An override as it may be shown. */
export function shownOverride(override: PluginOverride, schema: JsonSchema | null): PluginOverride {
  return override.config === undefined ? override : { ...override, config: shownConfig(override.config, schema) };
}

function shownConfig(config: unknown, schema: JsonSchema | null): Readonly<Record<string, unknown>> {
  return maskSecrets(config, schema) as Readonly<Record<string, unknown>>;
}

/** As its package brings it now; `null`: it brings none that can be read. */
export async function readPluginSchema({ configSchema }: PluginListing): Promise<JsonSchema | null> {
  if (configSchema === null) return null;
  try {
    return JSON.parse(await readFile(configSchema, 'utf8')) as JsonSchema;
  } catch {
    return null;
  }
}
