// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import type { TableRecord } from '@hailpoint/kernel';
import { describeUserDocumentResolver, type FakeHttpAnswer } from '@hailpoint/testkit';
import myPlugin from './index.js';

/** What the CRM answers for the number of a record. */
const customers = new Map<string | null, FakeHttpAnswer>([
  ['IMS0000001', { body: { id: '4711', name: 'Ada', phone: '+12025550143' } }],
  ['IMS0000002', { body: { id: '4712', name: 'Ben' } }],
]);

const record = (number: string): TableRecord => ({ table: 'interaction', id: 'record-1', number, fields: {} });

describeUserDocumentResolver(
  'my-plugin',
  {
    plugin: {
      definition: myPlugin,
      config: { crmUrl: 'https://crm.example', apiKey: '${CRM_API_KEY}' },
      environment: { CRM_API_KEY: 'key-of-the-crm' },
    },
    secrets: ['key-of-the-crm'],
    http: ({ url }) => customers.get(new URL(url).searchParams.get('interaction')) ?? { status: 404 },
    records: [record('IMS0000001'), record('IMS0000002')],
  },
  { reportFile: new URL('../conformance.json', import.meta.url) },
);
