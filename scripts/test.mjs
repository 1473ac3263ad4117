/** Runs every test; jest builds first. Arguments go to jest: `npm test -- plugins/quiet-hours`. */
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './build-steps.mjs';

/** The first is Chromium without the parts that only somebody in front of it needs, which take most of its time. */
const browsers = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const chromium = process.env.HAILPOINT_TEST_CHROMIUM ?? browsers.find(existsSync) ?? browsers[0];

const scratch = mkdtempSync(join(inMemory() ?? tmpdir(), 'hailpoint-test-'));
const report = join(scratch, 'report.json');
const code = await new Promise((resolve) => {
  const jest = spawn(
    process.execPath,
    [join(root, 'node_modules/jest/bin/jest.js'), '--json', `--outputFile=${report}`, ...process.argv.slice(2)],
    {
      cwd: root,
      env: { ...process.env, HAILPOINT_TEST_CHROMIUM: chromium, TMPDIR: scratch },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  jest.on('exit', (exitCode) => resolve(exitCode ?? 1));
});

const hasRun = existsSync(report);
if (hasRun && !process.env.HAILPOINT_TEST_DATABASE_URL) {
  console.log(
    'Skipped on PostgreSQL: HAILPOINT_TEST_DATABASE_URL is not set; the same suites ran on the embedded database.',
  );
}
if (hasRun && !existsSync(chromium)) {
  console.log(
    `Skipped in a browser: no Chromium at ${chromium}; install Debian's package "chromium-headless-shell" or set HAILPOINT_TEST_CHROMIUM.`,
  );
}
if (hasRun) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'));
  console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests + numTodoTests} skipped`);
}
rmSync(scratch, { recursive: true, force: true });
process.exitCode = code;

/** Nearly every file of tests makes an embedded database, of a thousand files: on a disk most of its time would go into making them. */
function inMemory() {
  const folder = '/dev/shm';
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > 2 ** 32 ? folder : null;
  } catch {
    return null;
  }
}
