import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../harness/api-client.js';
import { startHailpoint } from '../harness/hailpoint-process.js';
import { repositoryRoot } from '../harness/repository-root.js';
import { essentials, shipped, writeConfiguration } from '../harness/write-configuration.js';

const typescriptPlugin = `import {
  definePlugin, injectable, IsString, Logger, UserDocumentResolver, type TableRecord, type UserDocument,
} from '@hailpoint/kernel';

class CrmConfig {
  /** Shown before the person's name. */
  @IsString()
  greeting!: string;
}

@injectable()
class CrmUserDocument implements UserDocumentResolver {
  constructor(private readonly config: CrmConfig, private readonly logger: Logger) {}

  isValidForTableRecord(record: TableRecord): boolean {
    return record.table === 'interaction';
  }

  async getUserDocument(record: TableRecord): Promise<UserDocument> {
    this.logger.debug('Asked the CRM', { number: record.number });
    return {
      person: { source: 'crm', id: '4711', name: this.config.greeting + ' from the CRM' },
      addresses: [{ kind: 'phone', value: '+1 202-555-0177', label: 'CRM' }],
    };
  }
}

export default definePlugin({
  id: 'crm-typescript',
  config: CrmConfig,
  register({ contribute }) {
    contribute(UserDocumentResolver, CrmUserDocument);
  },
});
`;

const javascriptPlugin = `import { definePlugin, UserDocumentResolver } from '@hailpoint/kernel';

export default definePlugin({
  id: 'crm-javascript',
  config: { type: 'object', properties: { greeting: { type: 'string' } }, required: ['greeting'] },
  register({ contribute }) {
    contribute(UserDocumentResolver, ({ config }) => ({
      isValidForTableRecord: (record) => record.table === 'interaction',
      getUserDocument: async () => ({
        person: { source: 'crm', id: '4711', name: config.greeting + ' from the CRM' },
        addresses: [{ kind: 'phone', value: '+1 202-555-0177', label: 'CRM' }],
      }),
    }));
  },
});
`;

const throwingPlugin = `import { definePlugin, UserDocumentResolver } from '@hailpoint/kernel';

class Broken {
  constructor() {
    throw new Error('the CRM has no address');
  }
}

export default definePlugin({ id: 'crm-throws', register: ({ contribute }) => contribute(UserDocumentResolver, () => new Broken()) });
`;

describe('a plugin in a folder outside the repository', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hailpoint-outside-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const writePlugin = (name: string, entry: string, source: string, kernel = '^0.1.0') => {
    const path = join(folder, name);
    mkdirSync(path, { recursive: true });
    writeFileSync(
      join(path, 'package.json'),
      JSON.stringify({
        name,
        version: '1.0.0',
        type: 'module',
        main: entry.replace(/\.ts$/, '.js'),
        hailpoint: { id: name, kernel, contributes: ['user-document-resolver'] },
      }),
    );
    writeFileSync(join(path, entry), source);
    return path;
  };

  const compile = (path: string) => {
    writeFileSync(
      join(path, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          target: 'ES2022',
          module: 'nodenext',
          experimentalDecorators: true,
          emitDecoratorMetadata: true,
          useDefineForClassFields: false,
          strict: true,
          skipLibCheck: true,
          types: [],
          paths: { '@hailpoint/kernel': [join(repositoryRoot, 'packages/kernel/dist/index.d.ts')] },
        },
        files: ['index.ts'],
      }),
    );
    execFileSync(process.execPath, [join(repositoryRoot, 'node_modules/typescript/bin/tsc'), '-p', path]);
  };

  const configured = (plugins: readonly object[]) =>
    writeConfiguration(folder, {
      demoData: join(repositoryRoot, 'examples/quickstart/demo-data.yaml'),
      plugins: [
        ...essentials,
        shipped('sms-simulator', {
          config: { handsetPort: 0, senders: [{ address: '+12025550100', name: 'Support', country: 'US' }] },
        }),
        ...plugins,
      ],
    });

  test.each([
    ['TypeScript, built by its own tsc', 'crm-typescript', 'index.ts', typescriptPlugin],
    ['plain JavaScript', 'crm-javascript', 'index.js', javascriptPlugin],
  ])(
    'D1: %s: replaces AgentMessagingInteractionUserDocument by a lower order, and is seen in compose options',
    async (_kind, name, entry, source) => {
      expect(source.split('\n').length).toBeLessThanOrEqual(45);
      const path = writePlugin(name, entry, source);
      if (entry.endsWith('.ts')) compile(path);
      const configuration = configured([{ package: `./${name}`, order: 10, config: { greeting: 'Hello' } }]);
      const server = await startHailpoint({ configuration, dataDirectory: join(folder, 'data') });
      const client = await ApiClient.signIn(server.agentLink as string);
      const number = (await client.get('/api/v1/interactions?q=Parcel')).body.items[0].number;
      const { body } = await client.get(`/api/v1/interactions/${number}/compose`);
      expect(body.person).toMatchObject({ source: 'crm', id: '4711', name: 'Hello from the CRM' });
      expect(body.channels[0].recipients).toMatchObject([
        { recipientId: '+12025550177', label: 'CRM', available: true },
      ]);
      expect(await server.kill('SIGTERM')).toBe(0);
    },
    120_000,
  );

  test('what is wrong with a plugin is reported with its name, the reason and the fix, and the server runs', async () => {
    writePlugin('crm-javascript', 'index.js', javascriptPlugin);
    writePlugin('crm-throws', 'index.js', throwingPlugin);
    writePlugin('crm-later', 'index.js', javascriptPlugin.replace('crm-javascript', 'crm-later'), '^9.0.0');
    const configuration = configured([
      { package: './crm-javascript', config: { greting: 'Hello' } },
      { package: './crm-throws' },
      { package: './crm-later', config: { greeting: 'Hello' } },
      { package: './crm-nowhere' },
    ]);
    const server = await startHailpoint({ configuration, dataDirectory: join(folder, 'data') });
    const report = server.stderr();
    expect(report).toMatch(/crm-javascript[\s\S]*greting[\s\S]*greeting/);
    expect(report).toMatch(/crm-throws[\s\S]*the CRM has no address/);
    expect(report).toMatch(/crm-later[\s\S]*\^9\.0\.0/);
    expect(report).toMatch(/crm-nowhere/);
    expect(report.match(/fix/gi)?.length).toBeGreaterThanOrEqual(4);
    const client = await ApiClient.signIn(server.agentLink as string);
    const number = (await client.get('/api/v1/interactions?q=Parcel')).body.items[0].number;
    const { body } = await client.get(`/api/v1/interactions/${number}/compose`);
    expect(body.person.name).toBe('Maria Lopez');
    expect(await server.kill('SIGTERM')).toBe(0);
  }, 120_000);
});
