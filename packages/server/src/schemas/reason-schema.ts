import type { Reason } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { text, time } from './answer-parts.js';
import { closedObject } from './closed-object.js';
import { schemaOf } from './schema-of.js';

export const reasonFields = { code: text(), reason: text(), until: Type.Optional(time()) };

export const ReasonSchema = schemaOf<Reason>()(closedObject(reasonFields, { title: 'Reason' }));
