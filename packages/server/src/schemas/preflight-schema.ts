import type { Preflight } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { integer, text, time } from './answer-parts.js';
import { closedObject } from './closed-object.js';
import { DerivationSchema } from './derivation-schema.js';
import { CloseReasonSchema } from './interaction-words.js';
import { nullable } from './nullable.js';
import { PersonSummarySchema } from './person-summary-schema.js';
import { reasonFields } from './reason-schema.js';
import { schemaOf } from './schema-of.js';
import { AvailabilityNoteSchema, templateNameFields } from './template-schemas.js';

export const WorkflowSchema = Type.Enum(['created', 'appended', 'replaced_virtual_agent', 'replaced_different_user']);

const plan = closedObject(
  {
    row: text(),
    workflow: WorkflowSchema,
    explanation: text(),
    appendsTo: nullable(text()),
    creates: Type.Boolean(),
    closes: Type.Array(
      closedObject({
        number: text(),
        reason: CloseReasonSchema,
        queuedMessages: integer(),
        assignedTo: nullable(PersonSummarySchema),
      }),
    ),
    profile: closedObject({
      action: Type.Enum(['kept', 'created', 'linked', 'replaced']),
      previousUser: nullable(PersonSummarySchema),
      canceledMessages: integer(),
    }),
    assignment: Type.Enum(['to_agent', 'unchanged']),
    assignedTo: nullable(PersonSummarySchema),
    joinsLiveGroup: Type.Boolean(),
  },
  { title: 'PreflightPlan' },
);

const verdict = closedObject(
  {
    point: text(),
    plugin: text(),
    contribution: text(),
    verdict: text(),
    code: nullable(text()),
    reason: nullable(text()),
    ms: Type.Number(),
  },
  { title: 'PreflightVerdict' },
);

export const PreflightConsentSchema = closedObject(
  {
    senderGroup: text(),
    state: Type.Enum(['opted_out', 'opted_in', 'unknown']),
    code: text(),
    explanation: text(),
    since: nullable(time()),
    source: nullable(Type.Enum(['keyword', 'carrier', 'admin', 'api'])),
  },
  { title: 'PreflightConsent' },
);

export const ExpectedSendSchema = closedObject(
  {
    at: time(),
    precision: Type.Enum(['about', 'not_before']),
    segmentsAhead: integer(),
    explanation: text(),
  },
  { title: 'ExpectedSend' },
);

export const PreflightSchema = schemaOf<Preflight>()(
  closedObject(
    {
      planId: text(),
      sendable: Type.Boolean(),
      channel: text(),
      person: nullable(
        closedObject({ source: text(), id: text(), name: text(), userId: nullable(text()), explanation: text() }),
      ),
      recipient: nullable(
        closedObject({
          recipientId: text(),
          manual: Type.Boolean(),
          label: nullable(text()),
          derivation: DerivationSchema,
          explanation: text(),
        }),
      ),
      sender: nullable(
        closedObject({ id: text(), address: text(), name: text(), plugin: text(), explanation: text() }),
      ),
      consent: nullable(PreflightConsentSchema),
      plan: nullable(plan),
      warnings: Type.Array(closedObject({ code: text(), message: text(), confirmation: nullable(text()) })),
      confirmations: Type.Array(text()),
      blockers: Type.Array(
        closedObject({
          ...reasonFields,
          field: nullable(Type.Enum(['channel', 'to', 'from', 'template', 'body', 'attachmentIds'])),
          variable: Type.Optional(text()),
        }),
      ),
      notes: Type.Optional(Type.Array(AvailabilityNoteSchema)),
      templateOnly: Type.Optional(Type.Literal(true)),
      template: Type.Optional(closedObject({ ...templateNameFields, text: text() })),
      text: closedObject({
        characters: integer(),
        encoding: Type.Enum(['gsm7', 'ucs2', 'unicode']),
        segments: integer(),
        maxLength: integer(),
      }),
      expectedSend: Type.Optional(ExpectedSendSchema),
      attachments: Type.Array(
        closedObject({
          id: text(),
          fileName: text(),
          contentType: text(),
          size: integer(),
          becomes: Type.Literal('media'),
          explanation: text(),
        }),
      ),
      verdicts: Type.Array(verdict),
    },
    { title: 'Preflight' },
  ),
);
