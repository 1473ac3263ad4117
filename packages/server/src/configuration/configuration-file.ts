import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Configuration } from './configuration.js';
import { type ConfigurationSource, loadConfiguration } from './load-configuration.js';

export interface ConfigurationListener {
  /** The file is right. `restartFor`: names of what only a new process takes. */
  changed(configuration: Configuration, restartFor: readonly string[]): Promise<void>;
  /** The file is wrong; the words say what, where and how to mend it. */
  refused(problem: string): Promise<void>;
}

/** Looked at by its times, because that works on every file system and with editors that replace the file. Milliseconds. */
const intervalMs = 250;

/** What takes effect in a running process; all else waits for a restart. */
const live = ['plugins', 'channels', 'file', 'digest', 'origins'];

/** An editor may empty the file before it fills it: what is read counts when it is the same after so long. Milliseconds. */
const settlesAfterMs = 200;
/** What could not be carried out, because the database was away for example, is tried again after so long. Milliseconds. */
const againAfterMs = 2_000;

const emptied = 'The file is empty. To switch everything off, write "plugins: []".';

/** The configuration file of a running process. */
export class ConfigurationFile {
  readonly #started: Configuration;
  readonly #source: ConfigurationSource;
  readonly #listener: ConfigurationListener;
  readonly #settlesAfterMs: number;
  /** Of the text that was told last; `null`: that it was wrong. */
  #told: string | null;
  #turn: Promise<void> = Promise.resolve();

  constructor(
    started: Configuration,
    source: ConfigurationSource,
    listener: ConfigurationListener,
    settles = settlesAfterMs,
  ) {
    this.#started = started;
    this.#source = { ...source, path: started.file };
    this.#listener = listener;
    this.#settlesAfterMs = settles;
    this.#told = started.digest;
  }

  /** Reads it, and tells what has changed since it was told last. One look at a time. Rejects when the listener could not take it. */
  look(): Promise<void> {
    const turn = this.#turn.then(() => this.#look());
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #look(): Promise<void> {
    const text = await this.#settledText();
    let present: Configuration;
    try {
      present = await loadConfiguration(this.#source);
      if (text?.trim() === '' && this.#started.plugins.length > 0) throw new Error(emptied);
    } catch (error) {
      this.#told = null;
      return this.#listener.refused(error instanceof Error ? error.message : 'It cannot be read.');
    }
    if (present.digest === this.#told) return;
    await this.#listener.changed(present, restartFor(this.#started, present));
    this.#told = present.digest;
  }

  /** `null`: it cannot be read. */
  async #settledText(): Promise<string | null> {
    for (let before = await read(this.#started.file); ; ) {
      await new Promise((resolve) => setTimeout(resolve, this.#settlesAfterMs));
      const now = await read(this.#started.file);
      if (now === before) return now;
      before = now;
    }
  }
}

async function read(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null);
}

/** Tells of every change of the configuration file, those since it was read at the start included, until the returned function is called. */
export function watchConfiguration(
  started: Configuration,
  source: ConfigurationSource,
  listener: ConfigurationListener & { failed(error: unknown): void },
): () => void {
  const file = new ConfigurationFile(started, source, listener);
  let again: NodeJS.Timeout | undefined;
  const onChange = () => {
    clearTimeout(again);
    file.look().catch((error: unknown) => {
      listener.failed(error);
      again = setTimeout(onChange, againAfterMs).unref();
    });
  };
  watchFile(started.file, { interval: intervalMs, persistent: false }, onChange);
  onChange();
  return () => {
    unwatchFile(started.file, onChange);
    clearTimeout(again);
  };
}

function restartFor(started: Configuration, present: Configuration): readonly string[] {
  return Object.entries(present)
    .filter(([name, value]) => !live.includes(name) && !isDeepStrictEqual(value, started[name as keyof Configuration]))
    .map(([name]) => name);
}
