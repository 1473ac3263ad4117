/** Builds, then runs every test. Arguments go to jest: `npm test -- plugins/quiet-hours`. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, root } from './build-steps.mjs';

const chromium = process.env.HAILPOINT_TEST_CHROMIUM ?? '/usr/bin/chromium';

await build();

const results = mkdtempSync(join(tmpdir(), 'hailpoint-test-'));
const report = join(results, 'report.json');
const code = await new Promise((resolve) => {
  const jest = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      join(root, 'node_modules/jest/bin/jest.js'),
      '--json',
      `--outputFile=${report}`,
      ...process.argv.slice(2),
    ],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  jest.on('exit', (exitCode) => resolve(exitCode ?? 1));
});

if (!process.env.HAILPOINT_TEST_DATABASE_URL) {
  console.log(
    'Skipped on PostgreSQL: HAILPOINT_TEST_DATABASE_URL is not set; the same suites ran on the embedded database.',
  );
}
if (!existsSync(chromium)) {
  console.log(
    `Skipped in a browser: no Chromium at ${chromium}; install Debian's package "chromium" or set HAILPOINT_TEST_CHROMIUM.`,
  );
}
if (existsSync(report)) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'));
  console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests + numTodoTests} skipped`);
}
rmSync(results, { recursive: true, force: true });
process.exitCode = code;
