import { recordSends } from './record-send.mjs';
import { sendScript } from './send-script.mjs';

/** @param {import('./bench-databases.mjs').BenchDatabases} databases */
export async function recordedScripts(databases) {
  const recordings = await onCopy(databases, recordSends);
  return { create: sendScript(recordings.create), append: sendScript(recordings.append) };
}

/**
 * @template T
 * @param {import('./bench-databases.mjs').BenchDatabases} databases
 * @param {(location: any) => Promise<T>} work
 */
export async function onCopy(databases, work) {
  const location = await databases.copy();
  try {
    return await work(location);
  } finally {
    await databases.drop(location);
  }
}
