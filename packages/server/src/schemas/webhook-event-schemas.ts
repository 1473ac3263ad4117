import type { WebhookEvent, WebhookProblem } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { text, time } from './answer-parts.js';
import { closedObject } from './closed-object.js';
import { nullable } from './nullable.js';
import { pageQuery } from './page-query.js';
import { schemaOf } from './schema-of.js';
import { shortText } from './texts.js';

const states = ['pending', 'processed', 'parked', 'discarded'] as const;
const problemCodes = ['not_our_number', 'media_unavailable', 'unreadable', 'provider_off', 'failed'] as const;

const WebhookProblemSchema = schemaOf<WebhookProblem>()(
  closedObject({ code: Type.Enum(problemCodes), reason: text(), fix: text() }, { title: 'WebhookProblem' }),
);

export const WebhookEventSchema = schemaOf<WebhookEvent>()(
  closedObject(
    {
      id: text(),
      plugin: text(),
      contribution: text(),
      state: Type.Enum(states),
      receivedAt: time(),
      attempts: Type.Integer(),
      problem: nullable(WebhookProblemSchema),
      discardNote: nullable(text()),
    },
    { title: 'WebhookEvent' },
  ),
);

export const WebhookEventQuerySchema = closedObject({ state: Type.Optional(Type.Enum(states)), ...pageQuery });
export const WebhookEventCountSchema = closedObject({ parked: Type.Integer() }, { title: 'WebhookEventCount' });
export const DiscardRequestSchema = closedObject({ note: shortText(500) }, { title: 'DiscardRequest' });
