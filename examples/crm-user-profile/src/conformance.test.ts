// biome-ignore-all lint/suspicious/noTemplateCurlyInString: configurations refer to the environment this way
import type { InteractionFields, TableRecord } from '@hailpoint/kernel';
import { describeUserDocumentResolver, type FakeHttpAnswer } from '@hailpoint/testkit';
import plugin from './index.js';

const clara = {
  id: 'C-17',
  name: 'Clara Diaz',
  country: 'US',
  timeZone: 'America/Denver',
  phones: [{ label: 'Mobile', number: '(202) 555-0143', country: 'US' }],
};

/** What the CRM answers for the case of a record. */
const customers = new Map<string | null, FakeHttpAnswer>([
  ['CS 42', { body: clara }],
  ['CS 43', { body: { id: 'C-18', name: 'Ben', phones: [] } }],
]);

const about = (id: string): TableRecord => ({
  table: 'interaction',
  id: 'interaction-1',
  number: 'IMS0000001',
  fields: {
    type: 'phone',
    state: 'new',
    shortDescription: null,
    consumer: null,
    contact: null,
    openedFor: null,
    relatedRecord: { table: 'case', id, label: `Case ${id}` },
  } satisfies InteractionFields,
});

describeUserDocumentResolver(
  'crm-user-profile',
  {
    plugin: {
      definition: plugin,
      config: { url: 'https://crm.example', apiKey: '${CRM_KEY}' },
      environment: { CRM_KEY: 'key-of-the-crm' },
    },
    secrets: ['key-of-the-crm'],
    http: ({ url }) => customers.get(new URL(url).searchParams.get('record')) ?? { status: 404 },
    records: [about('CS 42'), about('CS 43')],
  },
  { reportFile: new URL('../conformance.json', import.meta.url) },
);
