import { Logger } from '../../services/logger.js';

class SilentLogger extends Logger {
  debug(): void {}
  info(): void {}
  warn(): void {}
  error(): void {}
}

/** Writes nothing. */
export const silentLogger: Logger = new SilentLogger();
