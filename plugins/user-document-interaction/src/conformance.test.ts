import type { DirectoryPerson, InteractionFields, TableRecord } from '@hailpoint/kernel';
import { describeUserDocumentResolver } from '@hailpoint/testkit';
import plugin from './index.js';

const person = (id: string, number: string): DirectoryPerson => ({
  id,
  reference: { source: 'hailpoint', id },
  kind: 'consumer',
  name: `Person ${id}`,
  addresses: [{ kind: 'phone', value: number, label: 'Mobile', country: 'US' }],
  country: 'US',
  location: 'US-CA',
  timeZone: 'America/Los_Angeles',
  language: 'en',
});

const record = (change: Partial<InteractionFields>): TableRecord => ({
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
    relatedRecord: null,
    ...change,
  } satisfies InteractionFields,
});

describeUserDocumentResolver(
  'user-document-interaction',
  {
    plugin: { definition: plugin },
    people: [person('ada', '+12025550143'), person('ben', '(202) 555-0144')],
    records: [
      record({ consumer: { source: 'hailpoint', id: 'ada' } }),
      record({ openedFor: { source: 'hailpoint', id: 'ben' } }),
    ],
  },
  { reportFile: new URL('../conformance.json', import.meta.url) },
);
