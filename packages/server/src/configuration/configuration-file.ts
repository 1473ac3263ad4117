import { unwatchFile, watchFile } from 'node:fs';
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
const intervalMs = 500;

/** What takes effect in a running process; all else waits for a restart. */
const live = ['plugins', 'channels', 'file', 'digest', 'origins'];

/** The configuration file of a running process. */
export class ConfigurationFile {
  readonly #started: Configuration;
  readonly #source: ConfigurationSource;
  readonly #listener: ConfigurationListener;
  /** Of the text that was told last; `null`: that it was wrong. */
  #told: string | null;
  #turn: Promise<void> = Promise.resolve();

  constructor(started: Configuration, source: ConfigurationSource, listener: ConfigurationListener) {
    this.#started = started;
    this.#source = { ...source, path: started.file };
    this.#listener = listener;
    this.#told = started.digest;
  }

  /** Reads it, and tells what has changed since it was told last. One look at a time. */
  look(): Promise<void> {
    const turn = this.#turn.then(() => this.#look());
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #look(): Promise<void> {
    let present: Configuration;
    try {
      present = await loadConfiguration(this.#source);
    } catch (error) {
      this.#told = null;
      return this.#listener.refused(error instanceof Error ? error.message : 'It cannot be read.');
    }
    if (present.digest === this.#told) return;
    this.#told = present.digest;
    await this.#listener.changed(present, restartFor(this.#started, present));
  }
}

/** Tells of every change of the configuration file, until the returned function is called. */
export function watchConfiguration(
  started: Configuration,
  source: ConfigurationSource,
  listener: ConfigurationListener & { failed(error: unknown): void },
): () => void {
  const file = new ConfigurationFile(started, source, listener);
  const onChange = () => {
    file.look().catch((error: unknown) => listener.failed(error));
  };
  watchFile(started.file, { interval: intervalMs, persistent: false }, onChange);
  return () => unwatchFile(started.file, onChange);
}

function restartFor(started: Configuration, present: Configuration): readonly string[] {
  return Object.entries(present)
    .filter(([name, value]) => !live.includes(name) && !isDeepStrictEqual(value, started[name as keyof Configuration]))
    .map(([name]) => name);
}
