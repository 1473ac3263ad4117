import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { knownPoints, suggestName } from '@hailpoint/kernel/host';
import type { CommandOutput } from '../command.js';
import { CommandError } from '../command-error.js';
import { exitCodes } from '../exit-codes.js';
import { createdPackageJson } from './created-package-json.js';
import { fillIn } from './fill-in.js';
import { namesOf, type PluginNames } from './plugin-names.js';

export interface PluginToCreate {
  readonly name: string;
  /** Id of an extension point. */
  readonly point: string;
  /** Where the package's folder is made. */
  readonly directory: string;
  /** A checkout of Hailpoint that is built with, in place of what is published. */
  readonly link?: string;
}

const templates = fileURLToPath(new URL('../../templates/', import.meta.url));

/** What a template calls a file that npm or git would take for its own. */
const storedNames = new Map([['gitignore', '.gitignore']]);

/**
 * Makes a package whose build and tests pass as they are.
 * @throws CommandError when the name, the point or the place cannot be taken; nothing is written then
 */
export function createPlugin({ name, point, directory, link }: PluginToCreate): CommandOutput {
  const names = namesOf(name);
  if ('fault' in names) throw new CommandError(names.fault, exitCodes.usage);
  checkPoint(point);
  const folder = resolve(directory, names.id);
  checkFolder(folder);
  const checkout = link === undefined ? null : checkLink(link);

  const files = new Map(filesOf('every-package', names, point));
  // The README goes on with what the extension point's template says.
  for (const [path, content] of filesOf(point, names, point)) files.set(path, (files.get(path) ?? '') + content);
  mkdirSync(folder, { recursive: true });
  const from = checkout === null ? null : pathFrom(folder, checkout);
  const packageJson = createdPackageJson({ names, point, link: from });
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(packageJson, null, 2)}\n`);
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const entry = entryOf(files.get('README.md') ?? '');
  return {
    text: nextSteps(names, point, folder, entry),
    json: { folder, package: names.package, id: names.id, point, configuration: entry },
  };
}

function checkPoint(point: string): void {
  const known = knownPoints.map(({ id }) => id);
  if (known.includes(point)) return;
  const nearest = suggestName(point, known);
  const list = nearest.startsWith('Known') ? '' : ` Known: ${known.join(', ')}.`;
  throw new CommandError(`There is no extension point "${point}". ${nearest}${list}`, exitCodes.usage);
}

function checkFolder(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined || (found.isDirectory() && readdirSync(folder).length === 0)) return;
  const what = found.isDirectory() ? 'is not empty' : 'is a file';
  throw new CommandError(`${folder} ${what}. Choose another name, or another --directory.`, exitCodes.refused);
}

/** The real path: npm compares what it links with it. */
function checkLink(link: string): string {
  for (const name of ['kernel', 'testkit']) {
    const built = resolve(link, 'packages', name, 'dist/index.js');
    if (!existsSync(built)) {
      const why = `There is no ${built}. --link names a checkout of Hailpoint in which "npm ci && npm run build" has run.`;
      throw new CommandError(why, exitCodes.refused);
    }
  }
  return realpathSync(link);
}

/** With slashes, as npm writes it. */
function pathFrom(folder: string, target: string): string {
  return relative(realpathSync(folder), target).replaceAll('\\', '/');
}

/** Path and content of each. */
function filesOf(template: string, names: PluginNames, point: string): readonly (readonly [string, string])[] {
  const folder = join(templates, template);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const source = join(entry.parentPath, entry.name);
      const path = relative(folder, source);
      const content = fillIn(readFileSync(source, 'utf8'), names, point);
      return [storedNames.get(path) ?? fillIn(path, names, point), content];
    });
}

/** The line for `hailpoint.yaml`, as the README of the package has it. */
function entryOf(readme: string): string {
  return /^ +(- \{ package: .+\})$/m.exec(readme)?.[1] ?? '';
}

function nextSteps({ id, package: name }: PluginNames, point: string, folder: string, entry: string): string {
  return [
    `Made ${name} for "${point}" in ${folder}. Next:`,
    '',
    `  cd ${relative('', folder) || '.'}`,
    '  npm install',
    '  npm test',
    '',
    'Then switch it on with one line under "plugins:" in hailpoint.yaml; the path is relative to that file:',
    '',
    `  ${entry}`,
    '',
    `${id}/README.md says what to change to make it yours.`,
  ].join('\n');
}
