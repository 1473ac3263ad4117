import type { Message } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { integer, text, time } from './answer-parts.js';
import { AttachmentSchema } from './attachment-schema.js';
import { closedObject } from './closed-object.js';
import { nullable } from './nullable.js';
import { PersonSummarySchema } from './person-summary-schema.js';
import { schemaOf } from './schema-of.js';

export const MessageSchema = schemaOf<Message>()(
  closedObject(
    {
      id: text(),
      interaction: text(),
      direction: Type.Enum(['outbound', 'inbound']),
      author: closedObject({
        kind: Type.Enum(['agent', 'customer', 'virtual_agent', 'system']),
        person: nullable(PersonSummarySchema),
      }),
      body: text(),
      attachments: Type.Array(AttachmentSchema),
      state: Type.Enum([
        'received',
        'queued',
        'sending',
        'sent',
        'delivered',
        'read',
        'failed',
        'undelivered',
        'unknown',
        'canceled',
      ]),
      cause: nullable(closedObject({ code: text(), reason: nullable(text()) })),
      stateAt: time(),
      segments: nullable(integer()),
      encoding: nullable(text()),
      attempts: integer(),
      createdAt: time(),
    },
    { title: 'Message' },
  ),
);
