import type { FieldProblem } from '@hailpoint/messaging';
import { explainSchema } from './explain-schema.js';
import type { JsonSchemaNode } from './json-schema-node.js';
import { pointer } from './pointer.js';

/**
 * Why a value fits none of several forms, as one readable entry: the values that are allowed, the one form that was meant, or
 * what the forms are. Never the complaints of every form at once.
 */
export function explainUnion(node: JsonSchemaNode, value: unknown, path: readonly string[]): readonly FieldProblem[] {
  const forms = node.anyOf ?? [];
  if (forms.some((form) => explainSchema(form, value, path).length === 0)) return [];
  const problem = (code: string, message: string) => [{ field: pointer(path), code, message }];
  const orNull = forms.some((form) => form.type === 'null') ? ', or null' : '';
  const others = forms.filter((form) => form.type !== 'null');
  if (others.length === 1) return explainSchema(others[0]!, value, path);
  const meant = meantForm(others, value);
  if (meant) return explainSchema(meant, value, path);
  return problem('wrong_form', `must be ${node['x-must-be'] ?? 'one of the documented forms'}${orNull}.`);
}

/** The only form that shares a field with the value. */
function meantForm(forms: readonly JsonSchemaNode[], value: unknown): JsonSchemaNode | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  const near = forms.filter((form) => Object.keys(form.properties ?? {}).some((name) => Object.hasOwn(value, name)));
  return near.length === 1 ? near[0]! : null;
}
