interface Node {
  [name: string]: unknown;
}

/** Moves every schema with a title to `components.schemas` and leaves a reference, so that clients get one type per thing. */
export function nameSchemas(document: Node): Node {
  const named = new Map<string, unknown>();

  function visit(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(visit);
    if (value === null || typeof value !== 'object') return value;
    const node = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, visit(item)]));
    const { title } = node;
    if (typeof title !== 'string' || typeof node['type'] !== 'string') return node;
    const known = named.get(title);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(node)) {
      throw new Error(`Two different schemas have the title ${title}.`);
    }
    named.set(title, node);
    return { $ref: `#/components/schemas/${title}` };
  }

  const paths = visit(document['paths']);
  const components = (document['components'] ?? {}) as Node;
  return { ...document, components: { ...components, schemas: Object.fromEntries(named) }, paths };
}
