import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What is built is what users get, whoever builds it: jest sets NODE_ENV to "test", and Vite would make React's development pages of that. */
const env = { ...process.env, NODE_ENV: 'production' };

/** Runs a script of the tree; what it prints goes to stderr, so that stdout stays the caller's. */
function run(script, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, script), ...args], { cwd: root, env, stdio: ['ignore', 2, 2] });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new BuildError(`${script} ${args.join(' ')}`))));
  });
}

export class BuildError extends Error {
  constructor(command) {
    super(`The build stopped: "${command}" failed; what it printed stands above.`);
  }
}

/** Newest change below a path, in milliseconds since 1970. */
function newest(path) {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isStale(target, sources) {
  return !existsSync(target) || Math.max(...sources.map(newest)) > statSync(target).mtimeMs;
}

function pluginsWithSchema() {
  return ['plugins', 'examples']
    .flatMap((parent) => readdirSync(join(root, parent)).map((name) => join(root, parent, name)))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .filter((folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).hailpoint?.configSchema)
    .filter((folder) => isStale(join(folder, 'dist/config.schema.json'), [join(folder, 'dist/index.js')]));
}

/** The archive of an empty database, which a first start unpacks: older than the migrations in it, or than PGlite. */
function isPreparedStale(store) {
  const archive = readdirSync(join(store, 'dist')).find((name) => /^empty-database-.*\.tar\.gz$/.test(name));
  const sources = [join(store, 'dist/migrations'), join(root, 'package-lock.json')];
  return archive === undefined || isStale(join(store, 'dist', archive), sources);
}

const workspace = join(root, 'packages/workspace');
const store = join(root, 'packages/store');

function arePagesStale() {
  const sources = ['src', 'index.html', 'package.json', 'vite.config.ts'].map((name) => join(workspace, name));
  return isStale(join(workspace, 'dist/index.html'), sources);
}

const buildPages = () => run('node_modules/vite/bin/vite.js', ['build', workspace, '--logLevel', 'warn']);

export async function build() {
  const started = Date.now();
  await Promise.all([run('node_modules/typescript/bin/tsc', ['-b']), arePagesStale() ? buildPages() : null]);
  const plugins = pluginsWithSchema();
  if (plugins.length > 0) await run('packages/kernel/bin/hailpoint-config-schema.mjs', plugins);
  if (isPreparedStale(store)) await run('packages/store/bin/hailpoint-prepare-database.mjs', []);
  process.stderr.write(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.\n`);
}
