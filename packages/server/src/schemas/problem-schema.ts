import { Type } from 'typebox';
import { integer, text } from './answer-parts.js';
import { closedObject } from './closed-object.js';

/** RFC 9457. Some problems have further members, such as `preflight` with code `plan_changed`. */
export const ProblemSchema = Type.Object(
  {
    type: text(),
    title: text(),
    status: integer(),
    detail: text(),
    code: text(),
    errors: Type.Array(closedObject({ field: text(), code: text(), message: text() })),
  },
  { title: 'Problem' },
);
