import type { Clock } from '../../services/clock.js';
import type { Directory } from '../../services/directory.js';
import type { Logger } from '../../services/logger.js';
import type { PublicUrls } from '../../services/public-urls.js';
import type { Storage } from '../../services/storage.js';

/** What a host is given, for plugins that look at the clock and write to the log only. */
export function hostServices(clock: Clock, logger: Logger) {
  return {
    logger,
    clock,
    directory: {} as Directory,
    storage: () => ({}) as Storage,
    publicUrls: () => ({}) as PublicUrls,
  };
}
