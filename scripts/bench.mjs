/** Installs the benchmark's own dependencies (no install scripts) and runs it. */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { build, root } from './build-steps.mjs';

const bench = join(root, 'packages/bench');

/** npm writes what it installed last; an older one than the lock file, or none, is out of date. */
function isInstalled() {
  const installed = statSync(join(bench, 'node_modules/.package-lock.json'), { throwIfNoEntry: false });
  return installed !== undefined && installed.mtimeMs >= statSync(join(bench, 'package-lock.json')).mtimeMs;
}

await build();
if (!isInstalled()) {
  const npm = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const install = spawnSync('npm', npm, { cwd: bench, stdio: ['ignore', 2, 2] });
  if (install.status !== 0) process.exit(install.status ?? 1);
}
const run = spawnSync(process.execPath, [join(bench, 'run.mjs'), ...process.argv.slice(2)], {
  cwd: bench,
  stdio: 'inherit',
});
process.exitCode = run.status ?? 1;
