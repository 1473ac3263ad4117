import type { RelatedRecord } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { text } from './answer-parts.js';
import { closedObject } from './closed-object.js';
import { schemaOf } from './schema-of.js';

/** As stored: a plugin may have written what a request may not. */
export const RelatedRecordAnswerSchema = schemaOf<RelatedRecord>()(
  closedObject({ table: text(), id: text(), label: Type.Optional(text()), url: Type.Optional(text()) }),
);
