import { Logger } from '../../services/logger.js';

class ScopedLogger extends Logger {
  constructor(
    private readonly logger: Logger,
    private readonly fields: Record<string, unknown>,
  ) {
    super();
  }

  // The host's fields come last: a plugin cannot write in the name of another one.
  debug(message: string, fields?: Record<string, unknown>): void {
    this.logger.debug(message, { ...fields, ...this.fields });
  }

  info(message: string, fields?: Record<string, unknown>): void {
    this.logger.info(message, { ...fields, ...this.fields });
  }

  warn(message: string, fields?: Record<string, unknown>): void {
    this.logger.warn(message, { ...fields, ...this.fields });
  }

  error(message: string, fields?: Record<string, unknown>): void {
    this.logger.error(message, { ...fields, ...this.fields });
  }
}

/** A logger whose every entry carries the fields. */
export function scopedLogger(logger: Logger, fields: Record<string, unknown>): Logger {
  return new ScopedLogger(logger, Object.freeze({ ...fields }));
}
