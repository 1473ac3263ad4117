import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kernelCopy } from '@hailpoint/kernel/host';
import type { ConformanceReport } from './conformance-report.js';

/**
 * What a package ships as `conformance.json`, and names in its manifest. No time stands in it, so that the file changes only with what it
 * says.
 */
export interface PackageReport {
  /** Versions that the rules were checked with. */
  readonly testkit: string;
  readonly kernel: string;
  readonly contributions: readonly ConformanceReport[];
}

const testkit = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
).version;
const kernel = kernelCopy.version;

const howToWrite =
  'Write it anew (npm run conformance, or the tests with HAILPOINT_CONFORMANCE=write in the environment), and look at what changed.';

/** Puts the report of one contribution into the file, in place of its earlier one. What other versions have checked goes. */
export function writePackageReport(report: ConformanceReport, file: string | URL): void {
  const earlier = readReport(file);
  const others =
    earlier?.testkit === testkit && earlier.kernel === kernel
      ? earlier.contributions.filter((each) => keyOf(each) !== keyOf(report))
      : [];
  const contributions = [...others, report].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  const content: PackageReport = { testkit, kernel, contributions };
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

/** Why the file does not say what was seen, and what to do; `null`: it does. */
export function packageReportFault(report: ConformanceReport, file: string | URL): string | null {
  const name = basename(file instanceof URL ? fileURLToPath(file) : file);
  const written = readReport(file);
  if (written === null) return `${name} is missing, or is no report. ${howToWrite}`;
  if (written.testkit !== testkit || written.kernel !== kernel) {
    const versions = `testkit ${written.testkit} and kernel ${written.kernel}; these are ${testkit} and ${kernel}`;
    return `${name} was written with ${versions}. ${howToWrite}`;
  }
  const same = written.contributions.find((each) => keyOf(each) === keyOf(report));
  if (same === undefined)
    return `${name} says nothing of ${report.contribution} at "${report.extensionPoint}". ${howToWrite}`;
  const [told, seen] = [verdicts(same), verdicts(report)];
  const changed = [...new Set([...told.keys(), ...seen.keys()])].filter((rule) => told.get(rule) !== seen.get(rule));
  return changed.length === 0 ? null : `${name} says something else about: ${changed.join(', ')}. ${howToWrite}`;
}

function keyOf({ extensionPoint, version, contribution }: ConformanceReport): string {
  return `${extensionPoint}@${version} ${contribution}`;
}

/** By rule. Wordings are left out: what is seen of a broken rule may differ from run to run. */
function verdicts({ rules, notDeclared }: ConformanceReport): ReadonlyMap<string, string> {
  return new Map([
    ...rules.map(({ rule, sentence, passed }) => [rule, `${passed} ${sentence}`] as const),
    ...notDeclared.map((rule) => [rule, 'not declared'] as const),
  ]);
}

function readReport(file: string | URL): PackageReport | null {
  if (!existsSync(file)) return null;
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as Partial<PackageReport> | null;
    return Array.isArray(value?.contributions) ? (value as PackageReport) : null;
  } catch {
    return null;
  }
}
