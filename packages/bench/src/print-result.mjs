/**
 * Prints a Markdown table, which can go into the README as it is.
 * @param {string} title
 * @param {import('./result.mjs').Result | { skipped: string }} result
 */
export function printResult(title, result) {
  const lines = ['', `### ${title}`, ''];
  if ('skipped' in result) {
    lines.push(`Skipped: ${result.skipped}`);
  } else {
    lines.push(
      ...table(
        ['measured', 'beside', 'ratio', 'by the way'],
        result.rows.map(({ measured, beside, ratio, aside = '' }) => [measured, beside, ratio, aside]),
      ),
    );
    for (const note of result.notes ?? []) lines.push('', note);
    if (result.goals.length > 0) lines.push('');
    for (const { goal, reached, holds } of result.goals)
      lines.push(`- ${holds ? 'holds' : '**does not hold**'}: ${goal}. Reached: ${reached}.`);
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

/**
 * @param {readonly string[]} header
 * @param {readonly (readonly string[])[]} rows
 */
function table(header, rows) {
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(header), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)];
}
