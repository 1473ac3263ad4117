/** OpenAPI has no rest of an address: `{*}` becomes the parameter `path`. */
export function nameWildcards<Document extends object>(document: Document): Document {
  return JSON.parse(JSON.stringify(document), (key, value) => {
    if (key === 'name' && value === '*') return 'path';
    if (key !== 'paths') return value;
    return Object.fromEntries(
      Object.entries(value as object).map(([path, item]) => [path.replace('{*}', '{path}'), item]),
    );
  });
}
