// Takes part in the race for a directory's lock: told 'take' or 'release' by its parent, answers how it went.
import { DirectoryLock } from '../dist/embedded/directory-lock.js';

let lock = null;

process.on('message', async ({ action, directory }) => {
  if (action === 'release') {
    await lock?.release();
    lock = null;
    process.send({ outcome: 'released' });
    return;
  }
  try {
    lock = await DirectoryLock.acquire(directory);
    process.send({ outcome: 'won' });
  } catch (error) {
    process.send({ outcome: error.code ?? String(error), owner: error.owner?.processId });
  }
});
process.send({ outcome: 'ready' });
