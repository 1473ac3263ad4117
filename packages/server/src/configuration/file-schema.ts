import type { Class, JsonSchema } from '@hailpoint/kernel';
import { schemaOfClass } from '@hailpoint/kernel/host';
import { ChannelSection } from './sections/channel-section.js';
import { ConsentTextsSection } from './sections/consent-texts-section.js';
import { DatabaseSection } from './sections/database-section.js';
import { FollowUpActionSection, FollowUpFilterSection, FollowUpSection } from './sections/follow-up-section.js';
import { GuideSection } from './sections/guide-section.js';
import { HailpointConfiguration } from './sections/hailpoint-configuration.js';
import { PluginSection } from './sections/plugin-section.js';
import { ServerSection } from './sections/server-section.js';

type Properties = Record<string, JsonSchema>;

/** A plugin's own schema, for the entries that name its package. */
export interface PluginConfigSchema {
  readonly package: string;
  readonly schema: object;
}

/** What stands for a value of any type: the whole text is one reference to the environment. */
const reference: JsonSchema = { type: 'string', pattern: '^\\$\\{[A-Za-z_][A-Za-z0-9_]*(:-[^}]*)?\\}$' };

/**
 * JSON Schema (2020-12) of the whole configuration file, for editors: the sections by the classes that check them, and the configuration
 * of every plugin that brings a schema. The classes judge more exactly.
 */
export function fileSchema(plugins: readonly PluginConfigSchema[]): JsonSchema {
  const defs: Record<string, unknown> = {};
  const section = (type: Class<object>, name: string, more: Properties = {}): JsonSchema => {
    const { $schema: _, $defs: _none, ...schema } = schemaOfClass(type) as JsonSchema & { properties: Properties };
    defs[name] = open({ ...schema, properties: { ...schema.properties, ...more } });
    return { $ref: `#/$defs/${name}` };
  };
  const followUp = section(FollowUpSection, 'FollowUp', {
    filter: section(FollowUpFilterSection, 'FollowUpFilter'),
    do: section(FollowUpActionSection, 'FollowUpAction'),
  });
  const channel = section(ChannelSection, 'Channel', { consentTexts: section(ConsentTextsSection, 'ConsentTexts') });
  const plugin = section(PluginSection, 'Plugin');
  const nullable = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
  section(HailpointConfiguration, 'File', {
    server: nullable(section(ServerSection, 'Server')),
    database: nullable(section(DatabaseSection, 'Database')),
    plugins: nullable({ type: 'array', items: { allOf: [plugin, ...plugins.map(ofPlugin)] } }),
    channels: nullable({ type: 'object', additionalProperties: channel }),
    guide: nullable({ type: 'array', items: section(GuideSection, 'Guide') }),
    followUps: nullable({ type: 'array', items: followUp }),
  });
  const { File: file, ...others } = defs;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'The configuration file of Hailpoint (hailpoint.yaml)',
    ...(file as JsonSchema),
    $defs: others,
  };
}

function ofPlugin({ package: name, schema }: PluginConfigSchema): JsonSchema {
  // A resource of its own, so that what it refers to in itself is still found.
  const config = { $id: `urn:hailpoint:plugin:${encodeURIComponent(name)}`, ...(open(schema) as JsonSchema) };
  return {
    if: { properties: { package: { const: name } }, required: ['package'] },
    // biome-ignore lint/suspicious/noThenProperty: that is JSON Schema's word
    then: { properties: { config: { anyOf: [config, { type: 'null' }] } } },
  };
}

/** Numbers and switches can be references to the environment, too; secrets have to be. */
function open(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(open);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { properties, items, additionalProperties, $defs, ...own } = schema as JsonSchema;
  const opened: Record<string, unknown> = {
    ...own,
    ...(properties === undefined ? {} : { properties: openEach(properties as object) }),
    ...(items === undefined ? {} : { items: open(items) }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: open(additionalProperties) }),
    ...($defs === undefined ? {} : { $defs: openEach($defs as object) }),
  };
  if (own['writeOnly'] === true) return { ...reference, writeOnly: true };
  const scalar = ['number', 'integer', 'boolean'].includes(String(own['type'])) || Array.isArray(own['enum']);
  return scalar ? { anyOf: [opened, reference] } : opened;
}

function openEach(schemas: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, open(schema)]));
}
