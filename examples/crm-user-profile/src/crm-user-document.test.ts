// biome-ignore-all lint/suspicious/noTemplateCurlyInString: configurations refer to the environment this way
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TableRecord, UserDocumentResolver } from '@hailpoint/kernel';
import { NodeHttpClient, systemTimers } from '@hailpoint/kernel/host';
import { createTestHost, type TestHost } from '@hailpoint/testkit';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import plugin from './index.js';

const clara = {
  id: 'C-17',
  name: 'Clara Diaz',
  country: 'US',
  timeZone: 'America/Denver',
  phones: [{ label: 'Mobile', number: '(202) 555-0143', country: 'US' }],
};

let crm: Server;
let requests: string[];
let answer: { status: number; body: unknown } | 'never';
let http: NodeHttpClient;
let host: TestHost;

beforeEach(async () => {
  requests = [];
  answer = { status: 200, body: clara };
  crm = createServer((request, response) => {
    requests.push(`${request.headers.authorization} ${request.url}`);
    if (answer !== 'never') response.writeHead(answer.status).end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => crm.listen(0, '127.0.0.1', resolve));
  http = new NodeHttpClient(systemTimers);
  host = await createTestHost({
    plugins: [plugin],
    config: {
      'crm-user-profile': {
        url: `http://127.0.0.1:${(crm.address() as AddressInfo).port}`,
        apiKey: '${CRM_KEY}',
        timeoutMs: 100,
      },
    },
    environment: { CRM_KEY: 'key-of-the-crm' },
    services: { http },
  });
});
afterEach(async () => {
  await host.stop();
  http.close();
  crm.closeAllConnections();
  await new Promise((resolve) => crm.close(resolve));
});

const about = (relatedRecord: object | null): TableRecord => ({
  table: 'interaction',
  id: '1',
  number: 'IMS0000001',
  fields: { relatedRecord },
});
const ofCase = about({ table: 'case', id: 'CS 42', label: 'Case CS42' });

function resolve(record: TableRecord) {
  return host.points.first(
    UserDocumentResolver,
    (resolver) => resolver.isValidForTableRecord(record),
    (resolver, context) => resolver.getUserDocument(record, context),
  );
}

describe('the customer of a case', () => {
  test('D1: comes from the CRM, with addresses, zone and a reason for the agent', async () => {
    expect((await resolve(ofCase)).answer).toEqual({
      person: { source: 'crm', id: 'C-17', name: 'Clara Diaz' },
      addresses: [{ kind: 'phone', value: '(202) 555-0143', label: 'Mobile', country: 'US' }],
      country: 'US',
      timeZone: 'America/Denver',
      explanation: 'Customer of Case CS42, from the CRM',
    });
    expect(requests).toEqual(['Bearer key-of-the-crm /customers?record=CS%2042']);
  });

  test('is remembered for a minute', async () => {
    await resolve(ofCase);
    host.time.advance(59_000);
    await resolve(ofCase);
    expect(requests).toHaveLength(1);
    host.time.advance(2_000);
    await resolve(ofCase);
    expect(requests).toHaveLength(2);
  });

  test('that the CRM does not know is left to the next resolver', async () => {
    answer = { status: 404, body: {} };
    expect(await resolve(ofCase)).toMatchObject({ answer: null, degraded: [], trace: [{ verdict: 'passed' }] });
  });

  test.each([
    ['other records', about({ table: 'invoice', id: '7' })],
    ['records without a related one', about(null)],
    ['records whose related one has no id', about({ table: 'case' })],
    ['records whose related one has an id that is no text', about({ table: 'case', id: { toString: 1 } })],
    ['records whose related one has half of a character in its id', about({ table: 'case', id: 'x\uD800' })],
  ])('%s are not asked about', async (_what, record) => {
    expect((await resolve(record)).trace).toMatchObject([{ verdict: 'not_valid' }]);
    expect(requests).toEqual([]);
  });

  test('a CRM that fails or hangs makes the answer degraded, names no customer, and is asked again', async () => {
    answer = { status: 500, body: { error: 'Clara Diaz +12025550143' } };
    expect((await resolve(ofCase)).degraded).toMatchObject([{ plugin: 'crm-user-profile' }]);
    answer = 'never';
    expect((await resolve(ofCase)).degraded).toMatchObject([{ plugin: 'crm-user-profile' }]);
    expect(JSON.stringify(host.logger.entries)).not.toMatch(/Clara|2025550143|key-of-the-crm/);
    answer = { status: 200, body: clara };
    expect((await resolve(ofCase)).answer?.person.id).toBe('C-17');
  });
});

test.each([
  ['no address', { apiKey: '${CRM_KEY}' }, 'config.url'],
  ['a key that is written out', { url: 'http://crm.example', apiKey: 'abc' }, 'config.apiKey is a secret'],
  ['a negative cache', { url: 'http://crm.example', apiKey: '${CRM_KEY}', cacheSeconds: -1 }, 'config.cacheSeconds'],
  ['a name that is almost right', { url: 'http://crm.example', apiKey: '${CRM_KEY}', tabel: 'x' }, 'table'],
])('a configuration with %s is refused, and says where', async (_what, config, words) => {
  const { report, stop } = await createTestHost({
    plugins: [plugin],
    config: { 'crm-user-profile': config },
    environment: { CRM_KEY: 'key-of-the-crm' },
    allowFailures: true,
  });
  const { what = '', why = '', fix = '' } = report.plugins[0]?.problem ?? {};
  expect(`${what} ${why} ${fix}`).toContain(words);
  await stop();
});
