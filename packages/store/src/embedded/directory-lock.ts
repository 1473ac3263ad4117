import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DataDirectoryInUseError } from '../errors/data-directory-in-use-error.js';
import { LifeSign } from './life-sign.js';
import { ownIdentity, type ProcessIdentity, stateOf } from './process-identity.js';

const LOCK = 'lock';
const MOST_TURNS = 500;

interface Owner extends ProcessIdentity {
  /** The name of its life sign; null where it could give none. */
  readonly lifeSign: string | null;
}

/**
 * The exclusive right to a data directory: the folder `lock` with a file in it that names the owner.
 *
 * The folder is prepared elsewhere and put in place by a rename, complete; a rename onto a folder with something in it
 * fails, so of several takers exactly one wins. What a dead owner left is unlinked by its unique names, so nobody can
 * remove a lock other than the one that was found dead, however late he comes.
 */
export class DirectoryLock {
  private lifeSign: LifeSign | null = null;

  private constructor(
    private readonly directory: string,
    private readonly id: string,
  ) {}

  /** Throws `DataDirectoryInUseError` while another process, or this one, holds it. */
  static async acquire(directory: string): Promise<DirectoryLock> {
    const lock = new DirectoryLock(resolve(directory), randomUUID());
    try {
      // Every turn but the last is one that a rival won or a dead owner cost; more than this many mean another trouble.
      for (let turn = 1; !(await lock.tryToTake(turn === MOST_TURNS)); turn++) await removeDeadOwner(lock.directory);
    } catch (error) {
      await lock.removePrepared();
      throw error;
    }
    await lock.tidyUp();
    return lock;
  }

  async release(): Promise<void> {
    // Someone may have removed our lock by hand, and another process may hold it now.
    const ours = await stat(join(this.directory, LOCK, `${this.id}.json`)).catch(ignore('ENOENT'));
    // Moved away whole: the lock is gone in one step, and nobody else touches a living owner's.
    if (ours) await moveAndRemove(join(this.directory, LOCK), this.workPath('released'));
    await this.lifeSign?.end();
    this.lifeSign = null;
  }

  private async tryToTake(lastTurn: boolean): Promise<boolean> {
    const prepared = this.workPath('new');
    await this.removePrepared();
    try {
      await mkdir(prepared, { mode: 0o700 });
      const name = `${this.id}.alive`;
      this.lifeSign = await LifeSign.give(prepared, name);
      const owner: Owner = { ...ownIdentity(), lifeSign: this.lifeSign ? name : null };
      await writeDown(join(prepared, `${this.id}.json`), owner);
    } catch (error) {
      if (lastTurn) throw error;
      // ENOENT: a winner tidied up what we were preparing.
      return ignore('ENOENT')(error as NodeJS.ErrnoException) ?? false;
    }
    try {
      await rename(prepared, join(this.directory, LOCK));
      return true;
    } catch (error) {
      if (lastTurn) throw error;
      // EPERM and EACCES are how Windows says that it exists.
      return ignore('ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'ENOENT')(error as NodeJS.ErrnoException) ?? false;
    }
  }

  private workPath(step: 'new' | 'released'): string {
    return join(this.directory, `${LOCK}.${this.id}.${step}`);
  }

  private async removePrepared(): Promise<void> {
    await this.lifeSign?.end();
    this.lifeSign = null;
    await rm(this.workPath('new'), { recursive: true, force: true });
  }

  // What killed processes left of their attempts. Who is trying just now prepares again, and finds us.
  private async tidyUp(): Promise<void> {
    const names = await readdir(this.directory);
    for (const name of names.filter((each) => each.startsWith(`${LOCK}.`))) {
      await moveAndRemove(join(this.directory, name), join(this.directory, `${LOCK}.${randomUUID()}.left`));
    }
  }
}

/** Comes back when the lock may be tried again; throws when its owner lives. */
async function removeDeadOwner(directory: string): Promise<void> {
  const folder = join(directory, LOCK);
  const names = (await readdir(folder).catch(ignore('ENOENT'))) ?? [];
  const ownerFile = names.find((name) => name.endsWith('.json'));
  if (ownerFile !== undefined) {
    const owner = await readOwner(join(folder, ownerFile));
    if (owner === 'gone') return;
    if (owner !== 'unreadable' && (await isAlive(folder, owner))) throw new DataDirectoryInUseError(directory, owner);
  }
  for (const name of names) await unlink(join(folder, name)).catch(ignore('ENOENT'));
  await rmdir(folder).catch(ignore('ENOENT', 'ENOTEMPTY', 'EEXIST'));
}

async function isAlive(folder: string, owner: Owner): Promise<boolean> {
  const state = stateOf(owner);
  if (state !== 'in-another-namespace') return state === 'running';
  return owner.lifeSign === null || (await LifeSign.isSeen(folder, owner.lifeSign));
}

async function writeDown(path: string, owner: Owner): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(owner, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

// A file is complete before anyone sees it, so an unreadable one was cut short by a power failure.
async function readOwner(path: string): Promise<Owner | 'gone' | 'unreadable'> {
  const text = await readFile(path, 'utf8').catch(ignore('ENOENT'));
  if (text === undefined) return 'gone';
  try {
    const owner = JSON.parse(text) as Owner | null;
    return owner !== null && Number.isInteger(owner.processId) ? owner : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

// First out of sight in one step, so that nobody sees it half removed.
async function moveAndRemove(path: string, aside: string): Promise<void> {
  await rename(path, aside).catch(ignore('ENOENT'));
  await rm(aside, { recursive: true, force: true });
}

function ignore(...codes: string[]): (error: NodeJS.ErrnoException) => undefined {
  return (error) => {
    if (!codes.includes(error.code ?? '')) throw error;
    return undefined;
  };
}
