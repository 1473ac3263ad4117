// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what people write in the file
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Configuration } from './configuration.js';
import { ConfigurationError } from './configuration-error.js';
import { ConfigurationFile } from './configuration-file.js';
import { loadConfiguration } from './load-configuration.js';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'hailpoint-configuration-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

function load(text: string, environment: Record<string, string> = {}): Promise<Configuration> {
  writeFileSync(path.join(directory, 'hailpoint.yaml'), text);
  return loadConfiguration({ environment, workingDirectory: directory });
}

async function failure(promise: Promise<unknown>): Promise<ConfigurationError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ConfigurationError);
  return error as ConfigurationError;
}

const secret = 'postgres://hailpoint:s3cr3t@db.example.com/hailpoint';

describe('the effective configuration', () => {
  test('has defaults for everything that an empty file leaves out', async () => {
    const { origins, ...configuration } = await load('');
    expect(configuration).toEqual({
      file: path.join(directory, 'hailpoint.yaml'),
      digest: createHash('sha256').update('').digest('hex'),
      server: { port: 7420, host: '127.0.0.1', publicUrl: null, trustProxy: false },
      database: { kind: 'embedded', directory: path.join(directory, '.hailpoint') },
      plugins: [],
      channels: {},
      defaultCountry: null,
      demoData: null,
      guide: [],
      followUps: null,
      logLevel: 'info',
    });
    expect(Object.values(origins).every(({ from }) => from === 'default')).toBe(true);
  });

  test('prefers the environment to the file and the file to the default, and says which it was', async () => {
    const text = 'server:\n  port: 8000\n  host: 0.0.0.0\nlogLevel: warn\n';
    const configuration = await load(text, {
      HAILPOINT_PORT: '9000',
      HAILPOINT_LOG_LEVEL: 'debug',
      HAILPOINT_DATA_DIR: 'data',
    });
    expect(configuration.server).toMatchObject({ port: 9000, host: '0.0.0.0' });
    expect(configuration.logLevel).toBe('debug');
    expect(configuration.database).toEqual({ kind: 'embedded', directory: path.join(directory, 'data') });
    expect(configuration.origins).toMatchObject({
      'server.port': { from: 'environment', variable: 'HAILPOINT_PORT' },
      'server.host': { from: 'file', line: 3 },
      'server.publicUrl': { from: 'default' },
      'database.directory': { from: 'environment', variable: 'HAILPOINT_DATA_DIR' },
      logLevel: { from: 'environment', variable: 'HAILPOINT_LOG_LEVEL' },
    });
  });

  test('reads follow-ups with their filter and action; none are written is another thing than none', async () => {
    const text = `followUps:
  - { name: Prompt, when: customer_unanswered, after: 30m, do: { promptAgent: true } }
  - name: Ask
    when: agent_unanswered
    after: 12h
    filter: { channel: sms, sender: support, state: on_hold, assigned: agent }
    do: { promptRequester: Are you still there? }
  - { name: Give, when: customer_unanswered, after: 90s, do: { reassign: sam } }
  - { name: Free, when: customer_unanswered, after: 1h, filter: {}, do: { unassign: true } }
  - { name: Hold, when: agent_unanswered, after: 1h, do: { setState: on_hold } }
  - { name: Close, when: agent_unanswered, after: 2d, do: { close: closed_abandoned } }
`;
    expect((await load(text)).followUps).toEqual([
      { name: 'Prompt', when: 'customer_unanswered', afterMs: 1_800_000, filter: {}, action: { kind: 'prompt_agent' } },
      {
        name: 'Ask',
        when: 'agent_unanswered',
        afterMs: 43_200_000,
        filter: { channel: 'sms', sender: 'support', state: 'on_hold', assigned: 'agent' },
        action: { kind: 'prompt_requester', text: 'Are you still there?' },
      },
      {
        name: 'Give',
        when: 'customer_unanswered',
        afterMs: 90_000,
        filter: {},
        action: { kind: 'reassign', to: 'sam' },
      },
      {
        name: 'Free',
        when: 'customer_unanswered',
        afterMs: 3_600_000,
        filter: {},
        action: { kind: 'reassign', to: null },
      },
      {
        name: 'Hold',
        when: 'agent_unanswered',
        afterMs: 3_600_000,
        filter: {},
        action: { kind: 'set_state', state: 'on_hold' },
      },
      {
        name: 'Close',
        when: 'agent_unanswered',
        afterMs: 172_800_000,
        filter: {},
        action: { kind: 'close', state: 'closed_abandoned' },
      },
    ]);
    expect((await load('followUps: []')).followUps).toEqual([]);
    expect((await load('followUps:')).followUps).toBeNull();
  });

  test.each([
    ['a name twice', '{ name: A, when: agent_unanswered, after: 1h, do: { unassign: true } }', 'followUps[1].name'],
    ['an unknown event', '{ name: B, when: customer_silent, after: 1h, do: { unassign: true } }', 'followUps[1].when'],
    [
      'a time without a unit',
      '{ name: B, when: agent_unanswered, after: 30, do: { unassign: true } }',
      'followUps[1].after',
    ],
    ['no time at all', '{ name: B, when: agent_unanswered, after: 0m, do: { unassign: true } }', 'followUps[1].after'],
    ['nothing to do', '{ name: B, when: agent_unanswered, after: 1h, do: {} }', 'followUps[1].do'],
    ['do without a value', '{ name: B, when: agent_unanswered, after: 1h }', 'followUps[1].do'],
    [
      'two things to do',
      '{ name: B, when: agent_unanswered, after: 1h, do: { unassign: true, setState: new } }',
      'followUps[1].do',
    ],
    ['false', '{ name: B, when: agent_unanswered, after: 1h, do: { promptAgent: false } }', 'followUps[1].do'],
    [
      'an unknown action',
      '{ name: B, when: agent_unanswered, after: 1h, do: { promptAgents: true } }',
      'followUps[1].do.promptAgents',
    ],
    [
      'a closed state to set',
      '{ name: B, when: agent_unanswered, after: 1h, do: { setState: closed_complete } }',
      'followUps[1].do.setState',
    ],
    [
      'an unknown filter',
      '{ name: B, when: agent_unanswered, after: 1h, filter: { team: A }, do: { unassign: true } }',
      'followUps[1].filter.team',
    ],
    [
      'an unknown key',
      '{ name: B, when: agent_unanswered, after: 1h, then: x, do: { unassign: true } }',
      'followUps[1].then',
    ],
    [
      'what the virtual agent has',
      '{ name: B, when: agent_unanswered, after: 1h, filter: { assigned: virtual_agent }, do: { reassign: sam } }',
      'followUps[1].do',
    ],
    ['a text', 'later', 'followUps[1]'],
  ])('refuses a follow-up with %s, with path, line and fix', async (_name, entry, at) => {
    const first = '{ name: A, when: agent_unanswered, after: 1h, do: { unassign: true } }';
    const { problems } = await failure(load(`followUps:\n  - ${first}\n  - ${entry}\n`));
    expect(problems).toMatchObject([{ path: at, line: 3, problem: expect.any(String), fix: expect.any(String) }]);
  });

  test('is PostgreSQL with a URL, from the file by reference or from the environment alone', async () => {
    const expected = { kind: 'postgresql', directory: path.join(directory, '.hailpoint'), url: secret };
    expect((await load('', { DATABASE_URL: secret })).database).toEqual(expected);
    expect((await load('database:\n  url: ${MY_DATABASE}\n', { MY_DATABASE: secret })).database).toEqual(expected);
  });

  test('reads ${NAME} and ${NAME:-default} as what the value must be', async () => {
    const text =
      'server:\n  port: ${PORT:-8001}\n  publicUrl: https://${HOST}/\nchannels:\n  sms:\n    active: ${SMS:-false}\n';
    const configuration = await load(text, { HOST: 'messages.example.com' });
    expect(configuration.server).toMatchObject({ port: 8001, publicUrl: 'https://messages.example.com' });
    expect(configuration.channels).toEqual({ sms: { active: false } });
  });

  test("leaves a plugin's own configuration as it is written", async () => {
    const config = 'accountSid: ${SID}\n      nested: { list: [1, "${TWO}"] }';
    const { plugins } = await load(
      `plugins:\n  - package: ./crm\n    order: 5\n    locked: true\n    config:\n      ${config}\n`,
    );
    expect(plugins).toEqual([
      {
        package: './crm',
        enabled: true,
        order: 5,
        locked: true,
        contributionOrders: {},
        config: { accountSid: '${SID}', nested: { list: [1, '${TWO}'] } },
      },
    ]);
  });

  test('reads every key that there is', async () => {
    const text = `server: { port: 0, host: "::1", publicUrl: "https://m.example.com", trustProxy: [10.0.0.0/8, "::1", loopback] }
database: { directory: data }
plugins:
  - { package: "@acme/sms", enabled: false, order: 1, contributionOrders: { A: 2 }, config: {}, locked: false }
channels:
  sms: { active: true, order: 1, checkActiveRecipientProfile: true, manualRecipientEntry: false, locked: true }
defaultCountry: GB
demoData: hailpoint.yaml
guide:
  - { interaction: IMS0000001, title: One, text: Two }
logLevel: error
`;
    const configuration = await load(text);
    expect(configuration.server.trustProxy).toEqual(['10.0.0.0/8', '::1', 'loopback']);
    expect(configuration.channels['sms']).toEqual({
      active: true,
      order: 1,
      checkActiveRecipientProfile: true,
      manualRecipientEntry: false,
      locked: true,
    });
    expect(configuration.demoData).toBe(path.join(directory, 'hailpoint.yaml'));
    expect(configuration.guide).toEqual([{ interaction: 'IMS0000001', title: 'One', text: 'Two' }]);
    expect(Object.isFrozen(configuration.channels['sms'])).toBe(true);
  });

  test('takes an empty section for an absent one', async () => {
    const configuration = await load('server:\ndatabase:\nplugins:\nchannels:\nguide:\n');
    expect(configuration.server.port).toBe(7420);
  });
});

/** [what, text, path, line, part of the problem, part of the fix, environment] */
const wrong: readonly [string, string, string, number | undefined, string, string, Record<string, string>?][] = [
  ['a key that is almost right', 'sever:\n  port: 1\n', 'sever', 1, 'not known', 'Did you mean "server"?'],
  ['a key like no other', 'colour: blue\n', 'colour', 1, 'not known', 'Known: channels, database'],
  [
    'a nested key that is almost right',
    'server:\n  host: a\n  prot: 1\n',
    'server.prot',
    3,
    'not known',
    'Did you mean "port"?',
  ],
  [
    'a misspelt key of a plugin',
    'plugins:\n  - package: a\n    enbled: true\n',
    'plugins[0].enbled',
    3,
    'not known',
    '"enabled"',
  ],
  [
    'a misspelt key of a channel',
    'channels:\n  sms:\n    activ: true\n',
    'channels.sms.activ',
    3,
    'not known',
    '"active"',
  ],
  [
    'a misspelt key of the guide',
    'guide:\n  - interaction: IMS0000001\n    titel: A\n    text: B\n',
    'guide[0].titel',
    3,
    'not known',
    '"title"',
  ],
  [
    'a key that only looks derived',
    'database:\n  kind: embedded\n',
    'database.kind',
    2,
    'not known',
    'Known: directory, url',
  ],
  ['a prototype as a key', '__proto__:\n  port: 1\n', '__proto__', 1, 'not known', 'Known:'],
  ['a port that is a word', 'server:\n  port: many\n', 'server.port', 2, 'must be a whole number', 'port: 7420'],
  ['a port that is a fraction', 'server:\n  port: 1.5\n', 'server.port', 2, 'must be', 'port: 7420'],
  ['a port that is too large', 'server:\n  port: 70000\n', 'server.port', 2, 'must be', 'port: 7420'],
  ['a port that is negative', 'server:\n  port: -1\n', 'server.port', 2, 'must be', 'port: 7420'],
  ['an empty port', 'server:\n  port:\n', 'server.port', 2, 'empty', 'port: 7420'],
  ['a port list', 'server:\n  port: []\n', 'server.port', 2, 'must be a whole number', 'port: 7420'],
  ['a host with a slash', 'server:\n  host: a/b\n', 'server.host', 2, 'must be an IP address', '127.0.0.1'],
  [
    'a public URL with a path',
    'server:\n  publicUrl: https://a.example.com/b\n',
    'server.publicUrl',
    2,
    'must be a web address',
    'https://',
  ],
  ['a public URL without a scheme', 'server:\n  publicUrl: a.example.com\n', 'server.publicUrl', 2, 'must', 'https://'],
  [
    'a count of trusted proxies',
    'server:\n  trustProxy: 1\n',
    'server.trustProxy',
    2,
    'true, false or a list',
    '10.0.0.0/8',
  ],
  [
    'a trusted proxy that is no address',
    'server:\n  trustProxy: [proxy]\n',
    'server.trustProxy',
    2,
    'list of IP addresses',
    '10.0.0.0/8',
  ],
  [
    'a trusted range that is too narrow',
    'server:\n  trustProxy: [10.0.0.0/40]\n',
    'server.trustProxy',
    2,
    'list of IP addresses',
    '10.0.0.0/8',
  ],
  ['a section that is a list', 'server: []\n', 'server', 1, 'must be an object', 'port: 7420'],
  ['a section that is text', 'database: here\n', 'database', 1, 'must be an object', 'directory'],
  ['plugins as a map', 'plugins:\n  package: a\n', 'plugins', 1, 'must be a list', 'package'],
  ['a plugin that is only a name', 'plugins:\n  - "@acme/sms"\n', 'plugins[0]', 2, 'must be a map', 'name: value'],
  ['a plugin that is empty', 'plugins:\n  - package: a\n  -\n', 'plugins[1]', 3, 'must be a map', 'name: value'],
  [
    'a plugin without a package',
    'plugins:\n  - enabled: true\n',
    'plugins[0].package',
    2,
    'missing',
    'package: ./plugins',
  ],
  [
    'the same plugin twice',
    'plugins:\n  - package: a\n  - package: a\n',
    'plugins[1].package',
    3,
    'listed already',
    'Keep one',
  ],
  [
    'enabled as a word',
    'plugins:\n  - package: a\n    enabled: "yes"\n',
    'plugins[0].enabled',
    3,
    'true or false',
    'enabled: true',
  ],
  [
    'an order that is text',
    'plugins:\n  - package: a\n    order: first\n',
    'plugins[0].order',
    3,
    'whole number',
    'order: 50',
  ],
  [
    'a contribution order that is text',
    'plugins:\n  - package: a\n    contributionOrders: { A: first }\n',
    'plugins[0].contributionOrders',
    3,
    'whole numbers',
    '50',
  ],
  [
    'a config that is a list',
    'plugins:\n  - package: a\n    config: [1]\n',
    'plugins[0].config',
    3,
    'must be an object',
    'config',
  ],
  ['channels as a list', 'channels: [sms]\n', 'channels', 1, 'must be an object', 'sms'],
  ['a channel that is a switch', 'channels:\n  sms: true\n', 'channels.sms', 2, 'must be a map', 'name: value'],
  ['a channel with a capital', 'channels:\n  SMS: {}\n', 'channels.SMS', 2, 'not the name of a channel', 'lower case'],
  ['a channel order below zero', 'channels:\n  sms: { order: -1 }\n', 'channels.sms.order', 2, 'must be', 'order: 100'],
  ['a country in small letters', 'defaultCountry: gb\n', 'defaultCountry', 1, 'country', 'GB'],
  ['a country that is an alias', 'defaultCountry: UK\n', 'defaultCountry', 1, 'country', 'GB'],
  ['a country that YAML reads as false', 'defaultCountry: false\n', 'defaultCountry', 1, 'must be', 'GB'],
  ['demo data that is not there', 'demoData: ./none\n', 'demoData', 1, 'does not exist', 'Paths begin'],
  ['a log level that there is not', 'logLevel: loud\n', 'logLevel', 1, 'must be one of', 'info'],
  [
    'a guide line without a text',
    'guide:\n  - interaction: IMS0000001\n    title: A\n',
    'guide[0].text',
    2,
    'missing',
    'text:',
  ],
  [
    'a guide line about no interaction',
    'guide:\n  - { interaction: "7", title: A, text: B }\n',
    'guide[0].interaction',
    2,
    'must',
    'IMS0000001',
  ],
  [
    'a database URL that is written down',
    `database:\n  url: ${secret}\n`,
    'database.url',
    2,
    'is a secret',
    'Write ${NAME}',
  ],
  [
    'a database URL with a default',
    `database:\n  url: \${X:-${secret}}\n`,
    'database.url',
    2,
    'is a secret',
    'Write ${NAME}',
  ],
  [
    'a database URL from nowhere',
    'database:\n  url: ${NOWHERE}\n',
    'database.url',
    2,
    'NOWHERE, which is not set',
    'Set NOWHERE',
  ],
  [
    'a database of another kind',
    'database:\n  url: ${X}\n',
    'database.url',
    2,
    'must be a PostgreSQL URL',
    'environment variable',
    { X: 'mysql://root:s3cr3t@db/x' },
  ],
  [
    'a variable that is not set',
    'server:\n  host: ${NOWHERE}\n',
    'server.host',
    2,
    'NOWHERE, which is not set',
    'Set NOWHERE',
  ],
  [
    'a variable that is no number',
    'server:\n  port: ${PORT}\n',
    'server.port',
    2,
    'whole number',
    '7420',
    { PORT: 'x' },
  ],
  [
    'a port of the environment that is a word',
    '',
    'HAILPOINT_PORT',
    undefined,
    'whole number',
    'unset HAILPOINT_PORT',
    { HAILPOINT_PORT: 'x' },
  ],
  [
    'a log level of the environment',
    'logLevel: info\n',
    'HAILPOINT_LOG_LEVEL',
    undefined,
    'one of',
    'unset',
    { HAILPOINT_LOG_LEVEL: 'loud' },
  ],
  [
    'a public URL of the environment',
    '',
    'HAILPOINT_PUBLIC_URL',
    undefined,
    'must',
    'unset',
    { HAILPOINT_PUBLIC_URL: 'ftp://a' },
  ],
  [
    'a database URL of the environment',
    '',
    'DATABASE_URL',
    undefined,
    'must be a PostgreSQL URL',
    'unset',
    { DATABASE_URL: 'mysql://root:s3cr3t@db/x' },
  ],
  ['a file that is a list', '- server\n', '', 1, 'not a map', 'server:'],
  ['a file that is one word', 'server\n', '', 1, 'not a map', 'server:'],
  ['a bracket that never closes', 'server:\n  port: [1\n', '', 3, 'not YAML', 'Check indentation'],
  ['the same key twice', 'logLevel: info\nlogLevel: warn\n', '', 2, 'not YAML', 'Check'],
  ['a tab as indentation', 'server:\n\tport: 1\n', '', 2, 'not YAML', 'Check indentation'],
  ['a tag that means nothing', 'logLevel: !secret info\n', '', 1, 'not YAML', 'Check'],
];

describe('a wrong file', () => {
  test.each(wrong)('%s', async (_what, text, at, line, problem, fix, environment = {}) => {
    const error = await failure(load(text, environment));
    expect(error.problems.map(({ path: where }) => where)).toContain(at);
    const found = error.problems.find(({ path: where }) => where === at)!;
    expect(found.problem).toContain(problem);
    expect(found.fix).toContain(fix);
    expect(found.line).toBe(line);
    expect(error.message).not.toContain('s3cr3t');
    expect(error.message).toContain(found.fix);
  });

  test('while it runs: each of these lines is refused with the same words, and what is right again is told', async () => {
    const right = 'logLevel: info\n';
    const started = await load(right);
    const told: (string | readonly string[])[] = [];
    for (const [_what, text, , , , fix, environment = {}] of wrong) {
      const file = new ConfigurationFile(
        started,
        { environment: { ...environment } },
        {
          changed: async (_configuration, restartFor) => void told.push(restartFor),
          refused: async (problem) => void told.push(problem),
        },
        0,
      );
      writeFileSync(started.file, text);
      await file.look();
      expect(told.pop()).toContain(fix);
    }
    expect(told).toEqual([]);
    expect(wrong.length).toBeGreaterThanOrEqual(40);
  });

  test('while it runs: a change is told once, with what waits for a restart', async () => {
    const started = await load('logLevel: info\nserver: { port: 7000 }\n');
    const told: unknown[] = [];
    const file = new ConfigurationFile(
      started,
      { environment: {} },
      {
        changed: async ({ plugins }, restartFor) => void told.push([plugins.length, restartFor]),
        refused: async () => void told.push('refused'),
      },
      0,
    );
    await file.look();
    writeFileSync(started.file, 'logLevel: info\nserver: { port: 7001 }\nplugins: [{ package: ./a }]\n');
    await file.look();
    await file.look();
    writeFileSync(started.file, 'logLevel: [\n');
    await file.look();
    writeFileSync(started.file, 'logLevel: info\nserver: { port: 7000 }\n');
    await file.look();
    expect(told).toEqual([[1, ['server']], 'refused', [0, []]]);
  });

  test('while it runs: what could not be taken is told again, and an emptied file is no change', async () => {
    const started = await load('plugins: [{ package: ./b }, { package: ./c }]\n');
    const told: unknown[] = [];
    let works = false;
    const file = new ConfigurationFile(
      started,
      { environment: {} },
      {
        changed: async ({ plugins }) => {
          if (!works) throw new Error('The database is away.');
          told.push(plugins.length);
        },
        refused: async (problem) => void told.push(problem),
      },
      0,
    );
    writeFileSync(started.file, 'plugins: [{ package: ./a }]\n');
    await expect(file.look()).rejects.toThrow('away');
    works = true;
    await file.look();
    writeFileSync(started.file, '\n');
    await file.look();
    expect(told).toEqual([1, expect.stringContaining('The file is empty.')]);
  });

  test('names everything that is wrong at once', async () => {
    const error = await failure(load('server:\n  port: x\n  hots: y\nlogLevel: loud\nplugins:\n  - order: z\n'));
    expect(error.problems.map(({ path: where, line }) => `${line} ${where}`).sort()).toEqual([
      '2 server.port',
      '3 server.hots',
      '4 logLevel',
      '6 plugins[0].order',
      '6 plugins[0].package',
    ]);
  });

  test('a file that is not there says which, and what to do', async () => {
    const options = { environment: {}, workingDirectory: path.join(directory, 'nowhere') };
    expect((await failure(loadConfiguration(options))).message).toContain('HAILPOINT_CONFIG');
    const named = await failure(loadConfiguration({ ...options, environment: { HAILPOINT_CONFIG: 'other.yaml' } }));
    expect(named.file).toBe(path.join(directory, 'nowhere', 'other.yaml'));
  });

  test('an alias bomb is refused', async () => {
    const bomb = ['a0: &a0 [x, x]'];
    for (let level = 1; level < 30; level += 1) bomb.push(`a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`);
    expect((await failure(load(`${bomb.join('\n')}\n`))).problems[0]!.problem).toContain('refers to its own parts');
  });
});
