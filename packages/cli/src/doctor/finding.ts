export const findingAreas = [
  'environment',
  'configuration',
  'database',
  'plugins',
  'public URL',
  'carriers',
  'work',
] as const;

/** What was looked at, and what is to be done. Holds no secret and no customer's address. */
export interface Finding {
  readonly area: (typeof findingAreas)[number];
  /** `problem`: something does not work. `warning`: it works, and somebody should look. */
  readonly level: 'ok' | 'warning' | 'problem';
  readonly what: string;
  /** Of a warning or a problem. */
  readonly fix?: string;
}

export function ok(area: Finding['area'], what: string): Finding {
  return { area, level: 'ok', what };
}

export function warning(area: Finding['area'], what: string, fix: string): Finding {
  return { area, level: 'warning', what, fix };
}

export function problem(area: Finding['area'], what: string, fix: string): Finding {
  return { area, level: 'problem', what, fix };
}

const marks = { ok: 'ok     ', warning: 'look   ', problem: 'PROBLEM' } as const;

export function describeFindings(findings: readonly Finding[]): string {
  const lines = findingAreas.flatMap((area) => {
    const own = findings.filter((finding) => finding.area === area);
    if (own.length === 0) return [];
    return [
      `${area[0]?.toUpperCase()}${area.slice(1)}`,
      ...own.flatMap(({ level, what, fix }) => [
        `  ${marks[level]}  ${what}`,
        ...(fix === undefined ? [] : [`           Fix: ${fix}`]),
      ]),
    ];
  });
  const problems = findings.filter(({ level }) => level === 'problem').length;
  const warnings = findings.filter(({ level }) => level === 'warning').length;
  const sum =
    problems > 0
      ? `${problems === 1 ? 'One problem' : `${problems} problems`}${warnings > 0 ? `, and ${warnings} to look at` : ''}.`
      : warnings > 0
        ? `Everything works; ${warnings === 1 ? 'one thing' : `${warnings} things`} to look at.`
        : 'Everything is well.';
  return [...lines, sum].join('\n');
}
