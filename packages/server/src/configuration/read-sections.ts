import type { Class } from '@hailpoint/kernel';
import type { Environment } from '@hailpoint/kernel/host';
import { environmentOverrides } from './environment-overrides.js';
import { followUpFaults, type ReadFollowUp } from './follow-up-rules.js';
import { readSection, type SectionFault } from './read-section.js';
import { ChannelSection } from './sections/channel-section.js';
import { ConsentTextsSection } from './sections/consent-texts-section.js';
import { DatabaseSection } from './sections/database-section.js';
import { FollowUpActionSection, FollowUpFilterSection, FollowUpSection } from './sections/follow-up-section.js';
import { GuideSection } from './sections/guide-section.js';
import { HailpointConfiguration } from './sections/hailpoint-configuration.js';
import { PluginSection } from './sections/plugin-section.js';
import { ServerSection } from './sections/server-section.js';

type Plain = Readonly<Record<string, unknown>>;

/** The sections as read and checked; with faults they are incomplete. */
export interface Sections {
  readonly root: HailpointConfiguration;
  readonly server: ServerSection;
  readonly database: DatabaseSection;
  readonly plugins: readonly PluginSection[];
  readonly channels: Readonly<Record<string, ChannelSection>>;
  readonly guide: readonly GuideSection[];
  /** `null`: the file says nothing of them. */
  readonly followUps: readonly ReadFollowUp[] | null;
  readonly faults: readonly SectionFault[];
}

/** What has a section of its own; empty there means absent. */
const sectionNames = ['server', 'database', 'plugins', 'channels', 'guide', 'followUps'] as const;

export function readSections(file: Plain, environment: Environment, workingDirectory: string): Sections {
  const overrides = environmentOverrides(environment, workingDirectory);
  const faults: SectionFault[] = [];
  const raw = Object.fromEntries(
    Object.entries(file).filter(
      ([name, value]) => !(value === null && sectionNames.some((section) => section === name)),
    ),
  );

  function read<Section extends object>(
    type: Class<Section>,
    path: string,
    value: unknown,
    put: Readonly<Record<string, unknown>> = {},
  ): Section {
    const result = readSection(type, { raw: isPlain(value) ? value : {}, path, environment, overrides: put });
    if (isPlain(value)) faults.push(...result.faults);
    else
      faults.push({
        path,
        problem: 'must be a map of names to values.',
        fix: 'Write "name: value" lines, indented below it.',
      });
    return result.value;
  }

  // Sections are shown to the root as empty ones of the same shape: what is in them is read below, with its own rules.
  const shapes = Object.fromEntries(
    sectionNames.filter((name) => name in raw).map((name) => [name, emptied(raw[name])]),
  );
  const root = read(HailpointConfiguration, '', { ...raw, ...shapes }, overrides.root);
  const server = read(ServerSection, 'server', mapOf(raw['server']), overrides.server);
  const database = read(DatabaseSection, 'database', mapOf(raw['database']), overrides.database);
  const channels = Object.fromEntries(
    Object.entries(mapOf(raw['channels'])).map(([name, value]) => {
      const path = `channels${/^[A-Za-z_$][\w$-]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`}`;
      if (!/^[a-z][a-z0-9_-]{0,63}$/.test(name)) {
        faults.push({
          path,
          problem: 'is not the name of a channel.',
          fix: 'Names are lower case, such as sms or whatsapp.',
        });
      }
      if (!isPlain(value)) return [name, read(ChannelSection, path, value ?? {})];
      const { consentTexts, ...own } = value;
      if (consentTexts === undefined) return [name, read(ChannelSection, path, own)];
      const channel = read(ChannelSection, path, { ...own, consentTexts: emptied(consentTexts) });
      if (isPlain(consentTexts)) {
        channel.consentTexts = read(ConsentTextsSection, `${path}.consentTexts`, consentTexts);
      }
      return [name, channel];
    }),
  );
  const guide = listOf(raw['guide']).map((entry, index) => read(GuideSection, `guide[${index}]`, entry));
  const followUps = listOf(raw['followUps']).map((entry, index): ReadFollowUp => {
    const path = `followUps[${index}]`;
    const parts = mapOf(entry);
    // As with sections: what is in them is read by their own classes.
    const shapes = Object.fromEntries(
      ['filter', 'do'].filter((name) => name in parts).map((name) => [name, emptied(parts[name])]),
    );
    return {
      rule: read(FollowUpSection, path, isPlain(entry) ? { ...entry, ...shapes } : entry),
      filter: read(FollowUpFilterSection, `${path}.filter`, mapOf(parts['filter'])),
      action: read(FollowUpActionSection, `${path}.do`, mapOf(parts['do'])),
    };
  });
  if (faults.length === 0) faults.push(...followUpFaults(followUps));
  const plugins = listOf(raw['plugins']).map((entry, index) => {
    const path = `plugins[${index}]`;
    if (!isPlain(entry)) return read(PluginSection, path, entry);
    // The plugin's own values stay as written: only the plugin knows which are secret.
    const { config, ...own } = entry;
    const section = read(
      PluginSection,
      path,
      config === undefined || config === null ? own : { ...own, config: emptied(config) },
    );
    if (isPlain(config)) section.config = config;
    return section;
  });
  faults.push(...repeated(plugins));
  return {
    root,
    server,
    database,
    channels,
    guide,
    followUps: raw['followUps'] === undefined ? null : followUps,
    plugins,
    faults,
  };
}

function repeated(plugins: readonly PluginSection[]): SectionFault[] {
  return plugins.flatMap(({ package: name }, index) =>
    typeof name === 'string' && plugins.findIndex((other) => other.package === name) < index
      ? [
          {
            path: `plugins[${index}].package`,
            problem: 'names a plugin that is listed already.',
            fix: 'Keep one of the two entries.',
          },
        ]
      : [],
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function emptied(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  return isPlain(value) ? {} : value;
}

function mapOf(value: unknown): Plain {
  return isPlain(value) ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
