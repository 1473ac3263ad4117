import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LedgerWriteError } from '../errors/ledger-write-error.js';
import type { Ledger } from './ledger.js';
import type { AcceptedEntry, LedgerEntry } from './ledger-entry.js';
import { MemoryLedger } from './memory-ledger.js';
import { readLedgerLines } from './read-ledger-lines.js';

interface Waiting {
  readonly entry: LedgerEntry;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * A ledger in a file of JSON lines. An append resolves after fsync, so what was acknowledged survives kill -9 and a
 * power cut. Appends that arrive while one is being flushed share the next flush.
 */
export class FileLedger implements Ledger {
  readonly #file: string;
  readonly #handle: FileHandle;
  readonly #written: MemoryLedger;
  #waiting: Waiting[] = [];
  #flushing: Promise<void> | null = null;
  #broken: LedgerWriteError | null = null;

  private constructor(file: string, handle: FileHandle, entries: readonly LedgerEntry[]) {
    this.#file = file;
    this.#handle = handle;
    this.#written = new MemoryLedger(entries);
  }

  /**
   * Opens the file or makes it, readable by its owner only because it holds callback secrets. A torn last line is cut off.
   * @throws LedgerCorruptError
   */
  static async open(file: string): Promise<FileLedger> {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(file, 'a+', 0o600);
    try {
      const content = await handle.readFile();
      const { entries, wholeBytes } = readLedgerLines(content, file);
      if (wholeBytes < content.length) await handle.truncate(wholeBytes);
      await handle.sync();
      const directory = await open(dirname(file), 'r');
      await directory.sync().finally(() => directory.close());
      return new FileLedger(file, handle, entries);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  append(entry: LedgerEntry): Promise<void> {
    if (this.#broken) return Promise.reject(this.#broken);
    return new Promise((done, failed) => {
      this.#waiting.push({ entry, done, failed });
      this.#flushing ??= this.#flush();
    });
  }

  entries(): readonly LedgerEntry[] {
    return this.#written.entries();
  }

  accepted(clientMessageId?: string): readonly AcceptedEntry[] {
    return this.#written.accepted(clientMessageId);
  }

  async close(): Promise<void> {
    await this.#flushing;
    await this.#handle.close();
  }

  async #flush(): Promise<void> {
    // Appends of the same turn share the first flush.
    await null;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        if (this.#broken) throw this.#broken;
        await this.#handle.appendFile(batch.map(({ entry }) => `${JSON.stringify(entry)}\n`).join(''));
        await this.#handle.datasync();
      } catch (error) {
        // After a failed write the end of the file is unknown; another line behind it could turn a torn line into a corrupt one.
        this.#broken ??= new LedgerWriteError(this.#file, error);
        for (const { failed } of batch) failed(this.#broken);
        continue;
      }
      for (const { entry, done } of batch) {
        await this.#written.append(entry);
        done();
      }
    }
    // In the same turn as the last look at what is waiting, so that no append falls between.
    this.#flushing = null;
  }
}
