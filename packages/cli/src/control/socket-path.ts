import { createHash } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';

/** Bytes that a socket's path may have on every system that we know (macOS: 104 with the final zero). */
const longestPath = 100;

/** Where the running server of a data directory listens for commands. A long path gets a short hashed one in a folder that only its owner can enter. */
export function socketPath(dataDirectory: string): string {
  const hash = createHash('sha256').update(resolve(dataDirectory)).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\hailpoint-${hash}`;
  const beside = join(resolve(dataDirectory), 'control.sock');
  return Buffer.byteLength(beside) <= longestPath ? beside : join(ownFolder(), `${hash}.sock`);
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
