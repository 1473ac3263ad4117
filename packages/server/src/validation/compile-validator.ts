import type { FieldProblem } from '@hailpoint/messaging';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { explainSchema } from './explain-schema.js';
import { unreadableText } from './unreadable-text.js';

export type Validator = (value: unknown) => readonly FieldProblem[];

/**
 * Checks values against a schema: no coercion, nothing removed. An empty answer means valid; otherwise one entry per wrong
 * field. Text that no database can keep (U+0000, half a surrogate pair) is refused wherever it stands.
 */
export function compileValidator(schema: TSchema): Validator {
  const compiled = Compile(schema);
  return (value) => {
    if (!compiled.Check(value)) {
      const problems = explainSchema(schema, value);
      return problems.length > 0 ? problems : [{ field: '', code: 'invalid', message: 'is not valid.' }];
    }
    return unreadableText(value);
  };
}
