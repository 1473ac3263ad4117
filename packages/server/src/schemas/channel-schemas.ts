import type { ChannelConfiguration, ChannelConfigurationInput, ChannelPlan } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { integer, text } from './answer-parts.js';
import { closedObject } from './closed-object.js';
import { nullable } from './nullable.js';
import { schemaOf } from './schema-of.js';
import { shortText } from './texts.js';

const consentTexts = () =>
  closedObject(
    {
      optOut: Type.Optional(shortText(600)),
      start: Type.Optional(shortText(600)),
      help: Type.Optional(shortText(600)),
    },
    { title: 'ConsentTexts' },
  );

export const ChannelConfigurationSchema = schemaOf<ChannelConfiguration>()(
  closedObject(
    {
      channel: text(),
      name: text(),
      active: Type.Boolean(),
      order: integer(),
      plugins: Type.Array(text()),
      checkActiveRecipientProfile: Type.Boolean(),
      manualRecipientEntry: Type.Boolean(),
      requireOptIn: Type.Boolean(),
      consentTexts: consentTexts(),
      origin: Type.Enum(['default', 'file', 'override']),
      locked: Type.Boolean(),
    },
    { title: 'ChannelConfiguration' },
  ),
);

export const ChannelResetSchema = closedObject(
  {
    /** `null`: nothing carries the channel, and the file does not name it. */
    channel: nullable(ChannelConfigurationSchema),
  },
  { title: 'ChannelReset' },
);

export const ChannelConfigurationInputSchema = schemaOf<ChannelConfigurationInput>()(
  closedObject(
    {
      active: Type.Optional(Type.Boolean()),
      order: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
      checkActiveRecipientProfile: Type.Optional(Type.Boolean()),
      manualRecipientEntry: Type.Optional(Type.Boolean()),
      requireOptIn: Type.Optional(Type.Boolean()),
      consentTexts: Type.Optional(consentTexts()),
    },
    { title: 'ChannelConfigurationInput' },
  ),
);

export const ChannelPlanSchema = schemaOf<ChannelPlan>()(
  closedObject(
    {
      channel: text(),
      openConversations: integer(),
      queuedMessages: integer(),
      scheduledMessages: integer(),
      consequences: Type.Array(text()),
    },
    { title: 'ChannelPlan' },
  ),
);
