import type { Derivation } from '@hailpoint/kernel';
import { Type } from 'typebox';
import { text } from './answer-parts.js';
import { closedObject } from './closed-object.js';
import { schemaOf } from './schema-of.js';

export const DerivationSchema = schemaOf<Derivation>()(
  closedObject(
    {
      rule: Type.Enum(['as_written', 'from_country']),
      country: Type.Optional(text()),
      sources: Type.Array(
        closedObject({ source: Type.Enum(['address', 'user', 'location', 'sender', 'default']), country: text() }),
      ),
      explanation: text(),
    },
    { title: 'Derivation' },
  ),
);
