import {
  AvailabilityPolicy,
  Clock,
  Directory,
  definePlugin,
  HttpClient,
  IsInt,
  injectable,
  Lifecycle,
  PublicUrls,
  Storage,
  UserDocumentResolver,
} from '@hailpoint/kernel';
import { describe, expect, test } from '@jest/globals';
import { createTestHost } from './create-test-host.js';
import { FakeHttpClient } from './fake-http-client.js';
import { TestHostError } from './test-host-error.js';

class OfficeConfig {
  @IsInt()
  opens = 8;
}

@injectable()
class OfficeHours implements AvailabilityPolicy {
  constructor(
    private readonly config: OfficeConfig,
    private readonly clock: Clock,
    private readonly storage: Storage,
    lifecycle: Lifecycle,
  ) {
    lifecycle.onStop(() => this.storage.set('stopped', true));
  }

  isValidForChannel(channel: string) {
    return channel === 'sms';
  }

  isChannelAvailable() {
    if (this.clock.now().getUTCHours() >= this.config.opens) return { available: true } as const;
    return { available: false, code: 'closed', reason: 'The office is closed.' } as const;
  }
}

const office = definePlugin<OfficeConfig>({
  id: 'office',
  config: OfficeConfig,
  register: ({ contribute }) => contribute(AvailabilityPolicy, OfficeHours),
});

@injectable()
class CrmResolver implements UserDocumentResolver {
  constructor(
    private readonly http: HttpClient,
    private readonly directory: Directory,
    private readonly urls: PublicUrls,
  ) {}

  isValidForTableRecord() {
    return true;
  }

  async getUserDocument() {
    const { name } = (await this.http.request({ url: 'https://crm.example/people/7' })).json() as { name: string };
    const known = await this.directory.findPerson({ source: 'crm', id: '7' });
    const person = { source: 'crm', id: '7', name };
    return { person, addresses: [...(known?.addresses ?? [])], explanation: this.urls.webhook('/changed') };
  }
}

const crm = definePlugin({ id: 'crm', register: ({ contribute }) => contribute(UserDocumentResolver, CrmResolver) });
const record = { table: 'interaction', id: '1', number: 'IMS0000001', fields: {} };

describe('test host', () => {
  test('runs plugins with time, storage and configuration held by the test', async () => {
    const host = await createTestHost({ plugins: [office], config: { office: { opens: 11 } } });
    const ask = () =>
      host.points.veto(
        AvailabilityPolicy,
        (policy) => policy.isValidForChannel('sms'),
        (policy, context) => policy.isChannelAvailable({} as never, context),
      );
    expect((await ask()).refusals).toMatchObject([{ plugin: 'office', contribution: 'OfficeHours', code: 'closed' }]);
    host.time.advance(3_600_000);
    expect((await ask()).refusals).toEqual([]);
    await host.stop();
    expect(await host.storage('office').get('stopped')).toBe(true);
    expect(host.points.contributions(AvailabilityPolicy)).toEqual([]);
  });

  test('gives directory, HTTP and addresses, and one contribution for direct calls', async () => {
    const http = new FakeHttpClient(() => ({ body: { name: 'Ada' } }));
    const host = await createTestHost({ plugins: [{ definition: crm, order: 5 }, office], services: { http } });
    host.directory.add({
      id: 'u1',
      reference: { source: 'crm', id: '7' },
      kind: 'contact',
      name: 'Ada',
      addresses: [{ kind: 'phone', value: '+12025550143', label: 'Mobile' }],
    });
    const resolver = host.contribution(UserDocumentResolver, 'crm');
    expect(await resolver.getUserDocument(record, {} as never)).toEqual({
      person: { source: 'crm', id: '7', name: 'Ada' },
      addresses: [{ kind: 'phone', value: '+12025550143', label: 'Mobile' }],
      explanation: 'https://hailpoint.example/webhooks/crm/changed',
    });
    expect(http.requests).toMatchObject([{ url: 'https://crm.example/people/7' }]);
    expect(host.points.contributions(UserDocumentResolver)[0]?.order).toBe(5);
    expect(() => host.contribution(UserDocumentResolver, 'office')).toThrow('There are 0 contributions');
    await host.stop();
  });

  test('a plugin that hangs is late when the test says so', async () => {
    const http = new FakeHttpClient(() => new Promise(() => {}));
    const host = await createTestHost({ plugins: [crm], services: { http } });
    const run = host.points.first(
      UserDocumentResolver,
      (resolver) => resolver.isValidForTableRecord(record),
      (resolver, context) => resolver.getUserDocument(record, context),
    );
    await host.time.advanceAfterWork(UserDocumentResolver.deadlineMs);
    expect(await run).toMatchObject({ answer: null, degraded: [{ plugin: 'crm' }] });
  });

  test('a plugin that does not start is thrown with the report, or left to the test', async () => {
    const config = { office: { open: 9 } };
    await expect(createTestHost({ plugins: [office], config })).rejects.toThrow(TestHostError);
    await expect(createTestHost({ plugins: [office], config })).rejects.toThrow('Did you mean "opens"?');
    const host = await createTestHost({ plugins: [office, crm], config, allowFailures: true });
    expect(host.report.plugins.map(({ state }) => state)).toEqual(['failed', 'started']);
    await host.stop();
  });

  test('without a fake there is no network', async () => {
    const host = await createTestHost({ plugins: [crm] });
    const resolver = host.contribution(UserDocumentResolver);
    await expect(resolver.getUserDocument(record, {} as never)).rejects.toThrow('no network');
    await host.stop();
  });
});
