import type { PersonSummary } from '@hailpoint/messaging';
import { text } from './answer-parts.js';
import { closedObject } from './closed-object.js';
import { schemaOf } from './schema-of.js';

export const PersonSummarySchema = schemaOf<PersonSummary>()(
  closedObject({ id: text(), name: text() }, { title: 'PersonSummary' }),
);
