import type { Composition, ReplyRequest, SendRequest } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { closedObject } from './closed-object.js';
import { schemaOf } from './schema-of.js';
import { TemplateChoiceSchema } from './template-schemas.js';
import { anyText, channelText, countryText, idText, shortText } from './texts.js';

/** An address on some channel; e-mail's limit of 320 is the longest that we know. */
const address = () => shortText(320);

/** Longer than any channel takes: what a channel takes is the preflight's to say, in its own words. */
const body = () => anyText(20_000);

const attachmentIds = () => Type.Optional(Type.Array(idText(), { maxItems: 20, uniqueItems: true }));

export const compositionFields = {
  channel: channelText(),
  to: Type.Union([closedObject({ recipientId: address() }), closedObject({ manual: address() })], {
    'x-must-be': 'either { "recipientId": ... } with one of the compose options, or { "manual": ... } with a typed one',
  }),
  from: Type.Optional(address()),
  body: Type.Optional(body()),
  template: Type.Optional(TemplateChoiceSchema),
  attachmentIds: attachmentIds(),
};

/** A message has a body, which may be empty where files go with it, or is a template. */
export const textOrTemplate = {
  anyOf: [
    { properties: { body: {} }, required: ['body'] },
    { properties: { template: {} }, required: ['template'] },
  ],
};

/** Of a scheduled message that this one is sent instead of. */
export const inPlaceOfField = { inPlaceOf: Type.Optional(idText()) };

export const consentFields = {
  planId: Type.Optional(shortText(200)),
  confirm: Type.Optional(Type.Array(shortText(100), { maxItems: 20 })),
};

export const CompositionSchema = schemaOf<Composition>()(
  closedObject({ ...compositionFields, ...inPlaceOfField }, { title: 'Composition', ...textOrTemplate }),
);

export const SendRequestSchema = schemaOf<SendRequest>()(
  closedObject(
    { ...compositionFields, ...inPlaceOfField, ...consentFields },
    { title: 'SendRequest', ...textOrTemplate },
  ),
);

export const ReplyRequestSchema = schemaOf<ReplyRequest>()(
  closedObject(
    {
      body: Type.Optional(body()),
      template: Type.Optional(TemplateChoiceSchema),
      attachmentIds: attachmentIds(),
      ...consentFields,
    },
    { title: 'ReplyRequest', ...textOrTemplate },
  ),
);

export const ValidateRecipientSchema = closedObject(
  { channel: channelText(), recipientId: address(), country: Type.Optional(countryText()) },
  { title: 'ValidateRecipientRequest' },
);
