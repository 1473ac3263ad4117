/** Conditions of an export that hold for `import` in Node. */
const conditions = new Set(['node', 'import', 'module-sync', 'default']);

/** The module that `import` of the package's name would load, relative to the package. */
export function mainExport(packageJson: Readonly<Record<string, unknown>>): string {
  const { exports, main } = packageJson;
  const isSubpaths = isObject(exports) && Object.keys(exports).some((key) => key.startsWith('.'));
  const found = target(isSubpaths ? (exports as Record<string, unknown>)['.'] : exports);
  if (found !== null) return found;
  return typeof main === 'string' ? main : 'index.js';
}

function target(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(target).find((found) => found !== null) ?? null;
  if (!isObject(value)) return null;
  for (const [condition, nested] of Object.entries(value)) {
    const found = conditions.has(condition) ? target(nested) : null;
    if (found !== null) return found;
  }
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
