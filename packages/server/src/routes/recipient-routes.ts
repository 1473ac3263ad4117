import type { ComposeService } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { agents } from '../http/access-rule.js';
import { actorOf } from '../http/actor-of.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import { text } from '../schemas/answer-parts.js';
import { closedObject } from '../schemas/closed-object.js';
import { ValidateRecipientSchema } from '../schemas/compose-requests.js';
import { DerivationSchema } from '../schemas/derivation-schema.js';
import { nullable } from '../schemas/nullable.js';
import { PersonSummarySchema } from '../schemas/person-summary-schema.js';
import { schemaOf } from '../schemas/schema-of.js';

type Validation = Awaited<ReturnType<ComposeService['validateRecipient']>>;

const ValidationSchema = schemaOf<Validation>()(
  closedObject(
    {
      valid: Type.Boolean(),
      recipientId: Type.Optional(text()),
      derivation: Type.Optional(DerivationSchema),
      reason: Type.Optional(text()),
      code: Type.Optional(text()),
      owner: Type.Optional(nullable(PersonSummarySchema)),
      users: Type.Optional(Type.Array(PersonSummarySchema)),
    },
    { title: 'RecipientValidation' },
  ),
);

export function recipientRoutes(app: TypedServer, { messaging }: RouteContext): void {
  app.route({
    method: 'POST',
    url: '/api/v1/recipients/validate',
    config: { access: agents },
    schema: {
      tags: ['Compose'],
      operationId: 'validateRecipient',
      summary:
        'Whether an address can be written to on a channel, its normal form with the derivation, and whose it is.',
      body: ValidateRecipientSchema,
      response: { 200: ValidationSchema },
    },
    handler: (request) => messaging.compose.validateRecipient(actorOf(request), request.body),
  });
}
