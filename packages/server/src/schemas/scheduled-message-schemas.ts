import {
  type Composition,
  type ScheduledMessage,
  type ScheduledMessageQuery,
  type SchedulePatch,
  type SchedulePreflight,
  type ScheduleRequest,
  type SendAt,
  type SendMoment,
  scheduledMessageFilters,
  scheduledMessageStates,
} from '@hailpoint/messaging';
import { Type } from 'typebox';
import { integer, text, time } from './answer-parts.js';
import { AttachmentSchema } from './attachment-schema.js';
import { closedObject } from './closed-object.js';
import { compositionFields, consentFields, inPlaceOfField, textOrTemplate } from './compose-requests.js';
import { nullable } from './nullable.js';
import { pageQuery } from './page-query.js';
import { PersonSummarySchema } from './person-summary-schema.js';
import { PreflightSchema } from './preflight-schema.js';
import { schemaOf } from './schema-of.js';
import { templateNameFields } from './template-schemas.js';
import { shortText } from './texts.js';

const sendAt = Type.Union(
  [shortText(40), closedObject({ localTime: shortText(16), zone: shortText(64) }, { title: 'LocalSendTime' })],
  {
    'x-must-be':
      'either an ISO 8601 instant, or { "localTime": "2026-03-02T09:00", "zone": ... } with recipient, agent or a name such as Europe/Berlin',
  },
);

export const SendAtSchema = schemaOf<SendAt>()(sendAt);

export const SchedulePreflightRequestSchema = schemaOf<Composition & { sendAt: SendAt }>()(
  closedObject(
    { ...compositionFields, ...inPlaceOfField, sendAt },
    { title: 'SchedulePreflightRequest', ...textOrTemplate },
  ),
);

export const ScheduleRequestSchema = schemaOf<ScheduleRequest>()(
  closedObject({ ...compositionFields, ...consentFields, sendAt }, { title: 'ScheduleRequest', ...textOrTemplate }),
);

const { channel, to, from, body, template, attachmentIds } = compositionFields;

export const SchedulePatchSchema = schemaOf<SchedulePatch>()(
  closedObject(
    {
      channel: Type.Optional(channel),
      to: Type.Optional(to),
      from,
      body,
      template,
      attachmentIds,
      ...consentFields,
      sendAt: Type.Optional(sendAt),
    },
    { title: 'SchedulePatch' },
  ),
);

const ScheduledTemplateSchema = closedObject(
  { ...templateNameFields, variables: Type.Record(Type.String(), text()) },
  { title: 'ScheduledTemplate' },
);

const SendMomentSchema = schemaOf<SendMoment>()(
  closedObject(
    { at: time(), zone: nullable(text()), recipientZone: nullable(text()), note: nullable(text()) },
    { title: 'SendMoment' },
  ),
);

export const SchedulePreflightSchema = schemaOf<SchedulePreflight>()(
  closedObject({ sendAt: SendMomentSchema, preflight: PreflightSchema }, { title: 'SchedulePreflight' }),
);

export const ScheduledMessageSchema = schemaOf<ScheduledMessage>()(
  closedObject(
    {
      id: text(),
      interaction: text(),
      agent: PersonSummarySchema,
      state: Type.Enum(scheduledMessageStates),
      sendAt: SendMomentSchema,
      channel: text(),
      to: Type.Union([closedObject({ recipientId: text() }), closedObject({ manual: text() })]),
      from: text(),
      recipientId: text(),
      body: text(),
      template: Type.Optional(ScheduledTemplateSchema),
      attachments: Type.Array(AttachmentSchema),
      confirm: Type.Array(text()),
      preflight: PreflightSchema,
      cause: nullable(closedObject({ code: text(), reason: nullable(text()) })),
      message: nullable(closedObject({ id: text(), interaction: text() })),
      version: integer(),
      createdAt: time(),
      updatedAt: time(),
    },
    { title: 'ScheduledMessage' },
  ),
);

const stateQuery = Type.Optional(Type.Enum(scheduledMessageFilters));

export const ScheduledOfInteractionQuerySchema = schemaOf<Omit<ScheduledMessageQuery, 'view' | 'interaction'>>()(
  closedObject({ state: stateQuery, ...pageQuery }),
);

export const ScheduledMessageQuerySchema = schemaOf<Omit<ScheduledMessageQuery, 'interaction'>>()(
  closedObject({ view: Type.Optional(Type.Enum(['mine', 'all'])), state: stateQuery, ...pageQuery }),
);
