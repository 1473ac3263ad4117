import type { ComposeOptions } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { integer, text, time } from './answer-parts.js';
import { closedObject } from './closed-object.js';
import { DerivationSchema } from './derivation-schema.js';
import { nullable } from './nullable.js';
import { PersonSummarySchema } from './person-summary-schema.js';
import { PreflightConsentSchema } from './preflight-schema.js';
import { ReasonSchema } from './reason-schema.js';
import { schemaOf } from './schema-of.js';

const recipient = closedObject(
  {
    recipientId: nullable(text()),
    written: text(),
    label: text(),
    derivation: nullable(DerivationSchema),
    available: Type.Boolean(),
    reasons: Type.Array(ReasonSchema),
    currentOwner: nullable(PersonSummarySchema),
    defaultSender: nullable(text()),
    defaultSenderExplanation: nullable(text()),
    consents: Type.Array(PreflightConsentSchema),
  },
  { title: 'ComposeRecipient' },
);

const channel = closedObject(
  {
    channel: text(),
    name: text(),
    order: integer(),
    available: Type.Boolean(),
    reasons: Type.Array(ReasonSchema),
    recipients: Type.Array(recipient),
    manualEntry: Type.Boolean(),
    senders: Type.Array(
      closedObject(
        { id: text(), address: text(), name: text(), plugin: text(), group: text() },
        { title: 'ComposeSender' },
      ),
    ),
    defaultSender: nullable(text()),
    text: closedObject({ maxLength: integer(), encoding: Type.Enum(['sms', 'unicode']) }),
    attachments: nullable(closedObject({ contentTypes: Type.Array(text()), maxBytes: integer(), maxCount: integer() })),
  },
  { title: 'ComposeChannel' },
);

const runningConversation = closedObject(
  {
    number: text(),
    channel: text(),
    senderId: text(),
    recipientId: text(),
    assignedTo: nullable(PersonSummarySchema),
    virtualAgent: Type.Boolean(),
    lastMessageAt: nullable(time()),
  },
  { title: 'RunningConversation' },
);

export const ComposeOptionsSchema = schemaOf<ComposeOptions>()(
  closedObject(
    {
      interaction: text(),
      person: nullable(closedObject({ source: text(), id: text(), name: text(), userId: nullable(text()) })),
      personExplanation: text(),
      channels: Type.Array(channel),
      runningConversations: Type.Array(runningConversation),
      warnings: Type.Array(ReasonSchema),
      timeZones: closedObject({ recipient: nullable(text()), agent: nullable(text()) }),
    },
    { title: 'ComposeOptions' },
  ),
);
