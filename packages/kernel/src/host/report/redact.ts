import type { PluginError } from '../errors/plugin-error.js';
import type { PluginProblem } from './start-report.js';

/** The text without the secrets: what a plugin throws can repeat what it was given. Shorter ones than four characters are no secrets, and are parts of words. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (redacted, secret) => (secret.length < 4 ? redacted : redacted.replaceAll(secret, '***')),
    text,
  );
}

export function problemOf(error: PluginError, secrets: readonly string[]): PluginProblem {
  return {
    code: error.code,
    what: redact(error.what, secrets),
    why: redact(error.why, secrets),
    fix: redact(error.fix, secrets),
    restartRequired: error.restartRequired,
  };
}
