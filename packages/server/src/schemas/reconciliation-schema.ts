import type { Reconciliation } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { integer, text, time } from './answer-parts.js';
import { closedObject } from './closed-object.js';
import { nullable } from './nullable.js';
import { PersonSummarySchema } from './person-summary-schema.js';
import { schemaOf } from './schema-of.js';

export const ReconciliationSchema = schemaOf<Reconciliation>()(
  closedObject(
    {
      id: text(),
      plugin: text(),
      contribution: text(),
      channel: text(),
      requestedBy: nullable(PersonSummarySchema),
      from: time(),
      to: time(),
      state: Type.Enum(['waiting', 'running', 'done', 'failed']),
      problem: nullable(text()),
      figures: closedObject({
        checked: integer(),
        receiptsAdded: integer(),
        inboundRecovered: integer(),
        notTaken: integer(),
        unknownToUs: integer(),
        missingAtCarrier: integer(),
      }),
      samples: closedObject({
        unknownToUs: Type.Array(text()),
        missingAtCarrier: Type.Array(closedObject({ id: text(), interaction: text() })),
      }),
      words: text(),
      createdAt: time(),
      finishedAt: nullable(time()),
    },
    { title: 'Reconciliation' },
  ),
);

export const ReconciliationRequestSchema = closedObject(
  {
    /** Absent: every provider that can list what its carrier knows. */
    plugin: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    /** Absent: since the last comparison that had ended by `to`. */
    from: Type.Optional(Type.String({ maxLength: 40 })),
    /** Absent: until now. */
    to: Type.Optional(Type.String({ maxLength: 40 })),
  },
  { title: 'ReconciliationRequest' },
);
