/** How a value of a configuration is shown and changed. */
export type FieldShape =
  | { readonly kind: 'text'; readonly secret: boolean; readonly long: boolean }
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'choice'; readonly options: readonly (string | number)[] }
  /** Of texts, numbers or choices. */
  | { readonly kind: 'list'; readonly item: FieldShape }
  | { readonly kind: 'group'; readonly fields: readonly ConfigField[] }
  /** A list of groups, such as senders. */
  | { readonly kind: 'groups'; readonly fields: readonly ConfigField[] }
  /** No form can show it. */
  | { readonly kind: 'json' };

export interface ConfigField {
  readonly name: string;
  readonly label: string;
  /** What it is, its limits and its default. */
  readonly hint: string | null;
  readonly required: boolean;
  readonly default: unknown;
  readonly shape: FieldShape;
}

type Schema = Readonly<Record<string, unknown>>;

/** Texts that may be longer than this get several lines. */
const LONG_TEXT = 120;

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of a form, from the JSON Schema of a configuration. `null`: it describes no object with known keys. */
export function configFields(schema: Schema | null): readonly ConfigField[] | null {
  if (schema === null) return null;
  const root = follow(schema, schema, []);
  return root === null || !hasKnownKeys(root.schema) ? null : fieldsOf(root.schema, schema, root.trail);
}

/** Written in capitals wherever they are a word. */
const acronyms = /\b(api|crm|http|https|id|pem|sid|sms|ttl|uri|url)\b/g;

/** "segmentsPerSecond" is "Segments per second". */
export function labelOf(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .toLowerCase()
    .replaceAll(acronyms, (acronym) => acronym.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function fieldsOf(schema: Schema, root: Schema, trail: readonly string[]): readonly ConfigField[] {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(schema['properties'] as Schema).map(([name, property]): ConfigField => {
    const followed = isObject(property) ? follow(property, root, trail) : null;
    const resolved = followed?.schema ?? {};
    return {
      name,
      label: typeof resolved['title'] === 'string' ? resolved['title'] : labelOf(name),
      hint: hintOf(resolved),
      required: required.includes(name),
      default: resolved['default'],
      shape: followed === null ? { kind: 'json' } : shapeOf(resolved, root, followed.trail),
    };
  });
}

function shapeOf(schema: Schema, root: Schema, trail: readonly string[]): FieldShape {
  const { enum: options, type } = schema;
  if (['oneOf', 'anyOf', 'not', 'if'].some((keyword) => keyword in schema)) return { kind: 'json' };
  if (Array.isArray(options)) {
    return options.every((option) => typeof option === 'string' || typeof option === 'number')
      ? { kind: 'choice', options }
      : { kind: 'json' };
  }
  switch (type) {
    case 'string': {
      const secret = schema['writeOnly'] === true;
      return { kind: 'text', secret, long: !secret && Number(schema['maxLength'] ?? 0) > LONG_TEXT };
    }
    case 'number':
    case 'integer':
      return { kind: 'number' };
    case 'boolean':
      return { kind: 'boolean' };
    case 'object':
      return hasKnownKeys(schema) ? { kind: 'group', fields: fieldsOf(schema, root, trail) } : { kind: 'json' };
    case 'array': {
      const items = isObject(schema['items']) ? follow(schema['items'], root, trail) : null;
      const item = items === null ? null : shapeOf(items.schema, root, items.trail);
      if (item?.kind === 'group') return { kind: 'groups', fields: item.fields };
      return item !== null && ['text', 'number', 'choice'].includes(item.kind)
        ? { kind: 'list', item }
        : { kind: 'json' };
    }
    default:
      return { kind: 'json' };
  }
}

/** With what its reference says. `null`: the reference leads nowhere, or back to where it comes from. */
function follow(
  schema: Schema,
  root: Schema,
  trail: readonly string[],
): { readonly schema: Schema; readonly trail: readonly string[] } | null {
  const { $ref: reference, ...own } = schema;
  if (reference === undefined) return { schema, trail };
  if (typeof reference !== 'string' || !reference.startsWith('#/') || trail.includes(reference)) return null;
  const target = reference
    .slice(2)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((at, part) => (isObject(at) ? at[part] : undefined), root);
  return isObject(target) ? follow({ ...target, ...own }, root, [...trail, reference]) : null;
}

function hasKnownKeys({ type, properties, patternProperties, additionalProperties }: Schema): boolean {
  const isOpen = patternProperties !== undefined || isObject(additionalProperties) || additionalProperties === true;
  return (type === undefined || type === 'object') && isObject(properties) && !isOpen;
}

function hintOf(schema: Schema): string | null {
  const parts = [
    typeof schema['description'] === 'string' ? schema['description'] : null,
    rangeWords(schema['minimum'], schema['maximum'], ''),
    rangeWords(schema['minItems'], schema['maxItems'], ' entries'),
    defaultWords(schema['default']),
  ];
  const words = parts.filter((part) => part !== null).join(' ');
  return words === '' ? null : words;
}

function rangeWords(least: unknown, most: unknown, unit: string): string | null {
  if (typeof least === 'number' && typeof most === 'number') return `From ${least} to ${most}${unit}.`;
  if (typeof least === 'number') return `At least ${least}${least === 1 && unit !== '' ? ' entry' : unit}.`;
  return typeof most === 'number' ? `At most ${most}${unit}.` : null;
}

function defaultWords(value: unknown): string | null {
  if (value === undefined || value === '' || isObject(value)) return null;
  if (Array.isArray(value)) {
    const isPlain = value.length > 0 && value.every((one) => typeof one === 'string' || typeof one === 'number');
    return isPlain ? `Default: ${value.join(', ')}.` : null;
  }
  if (typeof value === 'boolean') return `Default: ${value ? 'on' : 'off'}.`;
  return `Default: ${String(value).replace(/[.]$/, '')}.`;
}
