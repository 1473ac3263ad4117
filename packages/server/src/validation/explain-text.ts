import type { JsonSchemaNode } from './json-schema-node.js';

/** Why a text does not fit; `null` when it does. Lengths are counted in code points, as JSON Schema does. */
export function explainText(node: JsonSchemaNode, value: unknown): { code: string; message: string } | null {
  if (typeof value !== 'string') return { code: 'wrong_type', message: 'must be text.' };
  const length = [...value].length;
  if (node.maxLength !== undefined && length > node.maxLength) {
    return { code: 'too_long', message: `must have at most ${node.maxLength} characters.` };
  }
  if (node.minLength !== undefined && length < node.minLength) {
    return {
      code: 'too_short',
      message: node.minLength === 1 ? 'must not be empty.' : `must have at least ${node.minLength} characters.`,
    };
  }
  if (node.pattern !== undefined && !new RegExp(node.pattern, 'u').test(value)) {
    return { code: 'malformed', message: `must be ${node['x-must-be'] ?? 'in the documented form'}.` };
  }
  return null;
}
