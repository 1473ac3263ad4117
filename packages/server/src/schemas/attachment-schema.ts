import type { AttachmentSummary } from '@hailpoint/messaging';
import { integer, text } from './answer-parts.js';
import { closedObject } from './closed-object.js';
import { nullable } from './nullable.js';
import { schemaOf } from './schema-of.js';

export const AttachmentSchema = schemaOf<AttachmentSummary>()(
  closedObject(
    {
      id: text(),
      fileName: text(),
      contentType: text(),
      size: integer(),
      width: nullable(integer()),
      height: nullable(integer()),
    },
    { title: 'Attachment' },
  ),
);
