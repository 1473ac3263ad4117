import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { DatabaseConfiguration } from '@hailpoint/server/configuration';

/** Bytes that a socket's path may have on every system that we know (macOS: 104 with the final zero). */
const longestPath = 100;
/** What may follow `control`: database and process. */
const longestSuffix = 25;

/**
 * Where the running server of a data directory listens for commands. On PostgreSQL several may run, so each has one of its own. A long path
 * gets a short hashed one in a folder that only its owner can enter.
 */
export function socketPath(database: DatabaseConfiguration): string {
  const suffix = database.kind === 'embedded' ? '' : `-${process.pid}`;
  const path = socketPrefix(database);
  return process.platform === 'win32' ? `${path}${suffix}` : `${path}${suffix}.sock`;
}

/** Sockets at which a running server of this database may listen, if one does. */
export function socketsOf(database: DatabaseConfiguration): readonly string[] {
  if (database.kind === 'embedded') return [socketPath(database)];
  // Names of pipes cannot be listed there; commands then open the database themselves.
  if (process.platform === 'win32') return [];
  const prefix = socketPrefix(database);
  try {
    return readdirSync(dirname(prefix))
      .filter((name) => name.startsWith(`${basename(prefix)}-`) && name.endsWith('.sock'))
      .map((name) => join(dirname(prefix), name));
  } catch {
    return [];
  }
}

function socketPrefix(database: DatabaseConfiguration): string {
  const directory = resolve(database.directory);
  const hash = hashOf(directory);
  if (process.platform === 'win32') return `\\\\.\\pipe\\hailpoint-${hash}`;
  const name = database.kind === 'embedded' ? 'control' : `control-${hashOf(database.url).slice(0, 8)}`;
  const beside = join(directory, name);
  return Buffer.byteLength(beside) + longestSuffix <= longestPath ? beside : join(ownFolder(), `${hash}-${name}`);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function ownFolder(): string {
  const user = userInfo();
  const folder = join(tmpdir(), `hailpoint-${user.uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const entry = statSync(folder);
  if (entry.uid !== user.uid || (entry.mode & 0o077) !== 0) {
    throw new Error(`The folder ${folder} belongs to someone else or is open to others; remove it and start again.`);
  }
  return folder;
}
