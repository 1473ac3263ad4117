import type { LookUpResult, Message, MessageLookUp } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { integer, text, time } from './answer-parts.js';
import { AttachmentSchema } from './attachment-schema.js';
import { closedObject } from './closed-object.js';
import { nullable } from './nullable.js';
import { PersonSummarySchema } from './person-summary-schema.js';
import { schemaOf } from './schema-of.js';
import { TemplateNameSchema } from './template-schemas.js';

const lookUpOutcomes = ['found', 'absent', 'absent_early', 'inconclusive', 'failed', 'late', 'paused'] as const;

/** What is done about a message of which it is not known whether it was sent. */
const MessageLookUpSchema = schemaOf<MessageLookUp>()(
  closedObject(
    {
      state: Type.Enum(['open', 'unsettled', 'impossible']),
      asked: integer(),
      nextAt: nullable(time()),
      last: nullable(closedObject({ at: time(), outcome: Type.Enum([...lookUpOutcomes]), reason: nullable(text()) })),
      words: text(),
    },
    { title: 'MessageLookUp' },
  ),
);

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
      template: Type.Optional(TemplateNameSchema),
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
      lookUp: nullable(MessageLookUpSchema),
      createdAt: time(),
    },
    { title: 'Message' },
  ),
);

export const LookUpResultSchema = schemaOf<LookUpResult>()(
  closedObject(
    { outcome: Type.Enum([...lookUpOutcomes, 'known', 'busy']), words: text(), message: MessageSchema },
    { title: 'LookUpResult' },
  ),
);

export const ResendRequestSchema = closedObject(
  { confirm: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 20 })) },
  { title: 'ResendRequest' },
);
