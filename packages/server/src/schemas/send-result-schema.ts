import type { SendResult } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { text } from './answer-parts.js';
import { closedObject } from './closed-object.js';
import { InteractionSchema } from './interaction-schema.js';
import { MessageSchema } from './message-schema.js';
import { PersonSummarySchema } from './person-summary-schema.js';
import { PreflightSchema, WorkflowSchema } from './preflight-schema.js';
import { schemaOf } from './schema-of.js';

export const SendResultSchema = schemaOf<SendResult>()(
  closedObject(
    {
      workflow: WorkflowSchema,
      interaction: InteractionSchema,
      message: MessageSchema,
      closed: Type.Array(text()),
      profile: closedObject({ activated: Type.Optional(text()), deactivated: Type.Optional(text()) }),
      liveGroup: closedObject({ added: Type.Array(PersonSummarySchema) }),
      preflight: PreflightSchema,
    },
    { title: 'SendResult' },
  ),
);
