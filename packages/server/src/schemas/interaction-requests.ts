import type { InteractionDraft, InteractionListQuery, InteractionPatch } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { closedObject } from './closed-object.js';
import {
  DraftTypeSchema,
  InteractionStateSchema,
  InteractionTypeSchema,
  OpenStateSchema,
} from './interaction-words.js';
import { nullable } from './nullable.js';
import { pageQuery } from './page-query.js';
import { RelatedRecordSchema } from './related-record-schema.js';
import { schemaOf } from './schema-of.js';
import { anyText, idText } from './texts.js';

/** What may be written of an interaction, new or old. People are user ids. */
const writable = {
  shortDescription: Type.Optional(nullable(anyText(500))),
  consumer: Type.Optional(nullable(idText())),
  contact: Type.Optional(nullable(idText())),
  openedFor: Type.Optional(nullable(idText())),
  assignedTo: Type.Optional(nullable(idText())),
  relatedRecord: Type.Optional(nullable(RelatedRecordSchema)),
};

export const InteractionDraftSchema = schemaOf<InteractionDraft>()(
  closedObject({ type: DraftTypeSchema, ...writable }, { title: 'InteractionDraft' }),
);

export const InteractionPatchSchema = schemaOf<InteractionPatch>()(
  closedObject({ state: Type.Optional(OpenStateSchema), ...writable }, { title: 'InteractionPatch' }),
);

export const InteractionListQuerySchema = schemaOf<InteractionListQuery>()(
  closedObject({
    view: Type.Optional(Type.Enum(['mine', 'all'])),
    type: Type.Optional(InteractionTypeSchema),
    state: Type.Optional(InteractionStateSchema),
    q: Type.Optional(anyText(200)),
    sort: Type.Optional(Type.Enum(['-opened', 'opened', '-updated', 'updated'])),
    ...pageQuery,
  }),
);

export const AssociateRequestSchema = closedObject({ user: idText() }, { title: 'AssociateRequest' });

export const CloseRequestSchema = closedObject(
  {
    state: Type.Enum(['closed_complete', 'closed_abandoned']),
    reason: Type.Enum(['agent_ended', 'no_response']),
  },
  { title: 'CloseRequest' },
);
