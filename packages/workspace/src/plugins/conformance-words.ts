import type { Plugin } from '../api/types.js';

/** What the report that a package ships says, in one line. */
export function conformanceWords(conformance: Plugin['conformance']): string {
  if (conformance === null) return 'no report in its package';
  const { passed, total } = conformance;
  return passed === total ? `all ${total} rules kept` : `${passed} of ${total} rules kept`;
}
