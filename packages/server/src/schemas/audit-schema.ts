import type { AuditEntry } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { text, time } from './answer-parts.js';
import { closedObject } from './closed-object.js';
import { nullable } from './nullable.js';
import { PersonSummarySchema } from './person-summary-schema.js';
import { schemaOf } from './schema-of.js';

export const AuditEntrySchema = schemaOf<AuditEntry>()(
  closedObject(
    {
      id: text(),
      at: time(),
      user: nullable(PersonSummarySchema),
      action: text(),
      subject: text(),
      detail: Type.Record(Type.String(), Type.Unknown()),
    },
    { title: 'AuditEntry' },
  ),
);
