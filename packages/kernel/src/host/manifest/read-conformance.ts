import { readFileSync, statSync } from 'node:fs';

/** What the package's own report says: what its contributions keep of the rules of their extension points. */
export interface ConformanceSummary {
  /** Rules that are kept. */
  readonly passed: number;
  /** Rules that were checked; those for what is not declared do not count. */
  readonly total: number;
  readonly failed: readonly FailedRule[];
}

export interface FailedRule {
  /** Extension point. */
  readonly point: string;
  readonly rule: string;
  /** What was seen, and what to do. */
  readonly why: string;
}

/** No honest report is larger. Bytes. */
const mostBytes = 1024 * 1024;

/** In UTF-16 code units; more is cut off. */
const longestReason = 2_000;

/**
 * Reads a report that `@hailpoint/testkit` wrote.
 * @returns `null` when the package names none, or when what lies there is no report: it says nothing then, and is no reason not to start
 */
export function readConformance(file: string | null): ConformanceSummary | null {
  if (file === null) return null;
  try {
    if (statSync(file).size > mostBytes) return null;
    const { contributions } = JSON.parse(readFileSync(file, 'utf8')) as { readonly contributions: readonly Report[] };
    const results = contributions.flatMap(({ extensionPoint, rules }) =>
      rules.map((result) => ({ ...result, point: extensionPoint })),
    );
    if (results.length === 0 || !results.every(isResult)) return null;
    const failed = results.filter(({ passed }) => !passed);
    return {
      passed: results.length - failed.length,
      total: results.length,
      failed: failed.map(({ point, rule, whyNot = '' }) => ({ point, rule, why: whyNot.slice(0, longestReason) })),
    };
  } catch {
    return null;
  }
}

interface Report {
  readonly extensionPoint: string;
  readonly rules: readonly Omit<Result, 'point'>[];
}

interface Result {
  readonly point: string;
  readonly rule: string;
  readonly passed: boolean;
  readonly whyNot?: string;
}

function isResult({ point, rule, passed, whyNot }: Result): boolean {
  const isTold = whyNot === undefined || typeof whyNot === 'string';
  return typeof point === 'string' && typeof rule === 'string' && typeof passed === 'boolean' && isTold;
}
