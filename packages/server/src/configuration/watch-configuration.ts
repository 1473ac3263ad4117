import { unwatchFile, watchFile } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Configuration } from './configuration.js';
import { type ConfigurationSource, loadConfiguration } from './load-configuration.js';

export interface ConfigurationListener {
  /** The file is right. `restartFor`: paths of values that only a new process takes. */
  changed(configuration: Configuration, restartFor: readonly string[]): Promise<void>;
  /** The file is wrong; the words say what, where and how to mend it. */
  refused(problem: string): Promise<void>;
}

/** Looked at by its times, because that works on every file system and with editors that replace the file. Milliseconds. */
const intervalMs = 500;

/** What takes effect in a running process; all else waits for a restart. */
const live = ['plugins', 'channels', 'file', 'digest', 'origins'];

/** Tells of every change of the configuration file, one after the other, until the returned function is called. */
export function watchConfiguration(
  started: Configuration,
  source: ConfigurationSource,
  listener: ConfigurationListener,
): () => void {
  let digest = started.digest;
  let turn = Promise.resolve();
  const look = async () => {
    try {
      const present = await loadConfiguration({ ...source, path: started.file });
      if (present.digest === digest) return;
      digest = present.digest;
      await listener.changed(present, restartFor(started, present));
    } catch (error) {
      // Wrong, and perhaps put back as it was: then it has to be told again.
      digest = '';
      await listener.refused(error instanceof Error ? error.message : 'It cannot be read.');
    }
  };
  const onChange = () => {
    turn = turn.then(look, look);
  };
  watchFile(started.file, { interval: intervalMs, persistent: false }, onChange);
  return () => unwatchFile(started.file, onChange);
}

function restartFor(started: Configuration, present: Configuration): readonly string[] {
  return Object.entries(present)
    .filter(([name, value]) => !live.includes(name) && !isDeepStrictEqual(value, started[name as keyof Configuration]))
    .map(([name]) => name);
}
