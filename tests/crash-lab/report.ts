import { replayCommand } from './lab-options.js';
import type { LabResult } from './run-crash-lab.js';

const namedPerCheck = 10;

export function holds({ checks }: LabResult): boolean {
  return checks.every(({ violations }) => violations.length === 0);
}

/** The comparison as a table, what was violated by name, and how to run it again. */
export function report(result: LabResult): string {
  const { options, checks, tally, kills, states, accepted, settledAfterMs } = result;
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = [
    '',
    `Seed ${options.seed}, ${options.seconds} s on ${options.database === null ? 'the embedded database' : 'PostgreSQL'}: ` +
      `${options.agents} agents, ${options.recipients} recipients, ${options.senders} senders, ${options.nodes} node(s), ${kills} kills`,
    `${tally.acknowledged.length} sends acknowledged after ${tally.retries} retries, ${accepted} accepted by the carrier, ${tally.texts} texts in; ` +
      `settled in ${(settledAfterMs / 1_000).toFixed(1)} s`,
    `Messages: ${states.map(([state, count]) => `${count} ${state}`).join(', ')}`,
    `Retries: ${tally.retryReasons.map(([reason, times]) => `${times} ${reason}`).join(', ') || 'none'}`,
    `Refusals: ${tally.refusals.map(([code, times]) => `${times} ${code}`).join(', ') || 'none'}`,
    '',
    `${'what must hold'.padEnd(width)}  checked  violated`,
    ...checks.map(
      ({ name, checked, violations }) =>
        `${name.padEnd(width)}  ${String(checked).padStart(7)}  ${violations.length === 0 ? '      no' : String(violations.length).padStart(8)}`,
    ),
  ];
  for (const { name, violations, notes } of checks) {
    for (const note of notes) lines.push(`note: ${note}`);
    for (const violation of violations.slice(0, namedPerCheck)) lines.push(`VIOLATED, ${name}: ${violation}`);
    if (violations.length > namedPerCheck) lines.push(`... and ${violations.length - namedPerCheck} more`);
  }
  if (!holds(result)) lines.push(`Again: ${replayCommand(options)}`);
  return lines.join('\n');
}
