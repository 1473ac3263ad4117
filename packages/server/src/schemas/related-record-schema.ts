import type { RelatedRecord } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { closedObject } from './closed-object.js';
import { schemaOf } from './schema-of.js';
import { shortText } from './texts.js';

/** A case or other record that an interaction is about. `url` is opened by a click, so only web addresses are taken. */
export const RelatedRecordSchema = schemaOf<RelatedRecord>()(
  closedObject(
    {
      table: shortText(80),
      id: shortText(100),
      label: Type.Optional(shortText(200)),
      url: Type.Optional(
        Type.String({
          maxLength: 2_000,
          pattern: '^https?://[^\\s]+$',
          'x-must-be': 'a web address that begins with https:// or http://',
        }),
      ),
    },
    { title: 'RelatedRecord' },
  ),
);
