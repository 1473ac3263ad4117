import { Logger } from '@hailpoint/kernel';
import { type DestinationStream, type Logger as Pino, pino } from 'pino';
import type { LogLevel } from '../configuration/configuration.js';
import { redactFields } from './redact-fields.js';
import { redactText } from './redact-text.js';

/** Structured lines of JSON on stderr, so that stdout stays for results. */
export function createLogger(
  configuration: { readonly level: LogLevel },
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  return new PinoLogger(
    pino(
      {
        level: configuration.level,
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
      },
      destination,
    ),
  );
}

class PinoLogger extends Logger {
  constructor(private readonly lines: Pino) {
    super();
  }

  debug(message: string, fields?: Record<string, unknown>): void {
    if (this.lines.isLevelEnabled('debug')) this.lines.debug(redactFields(fields ?? {}) as object, redactText(message));
  }

  info(message: string, fields?: Record<string, unknown>): void {
    if (this.lines.isLevelEnabled('info')) this.lines.info(redactFields(fields ?? {}) as object, redactText(message));
  }

  warn(message: string, fields?: Record<string, unknown>): void {
    if (this.lines.isLevelEnabled('warn')) this.lines.warn(redactFields(fields ?? {}) as object, redactText(message));
  }

  error(message: string, fields?: Record<string, unknown>): void {
    if (this.lines.isLevelEnabled('error')) this.lines.error(redactFields(fields ?? {}) as object, redactText(message));
  }
}
