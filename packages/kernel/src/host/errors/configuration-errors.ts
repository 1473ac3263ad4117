import type { ConfigurationProblem } from '../configuration/configuration-problem.js';
import { PluginError } from './plugin-error.js';

function listed(problems: readonly ConfigurationProblem[]): string {
  return problems.map(({ path, message }) => `${path} ${/[.?]$/.test(message) ? message : `${message}.`}`).join(' ');
}

/** Values of the configuration are missing, unknown or wrong. */
export class ConfigurationInvalidError extends PluginError {
  readonly code = 'configuration_invalid';

  constructor(
    plugin: string,
    readonly problems: readonly ConfigurationProblem[],
  ) {
    super({
      what: `The configuration of the plugin "${plugin}" does not fit.`,
      why: listed(problems),
      fix: `Correct ${problems.length === 1 ? 'this value' : 'these values'} under the plugin's "config" and start again.`,
    });
  }
}

/** A variable that the configuration names is not set, or a secret is written down instead of named. */
export class ConfigurationReferenceError extends PluginError {
  readonly code = 'configuration_reference';

  constructor(
    plugin: string,
    readonly problems: readonly ConfigurationProblem[],
  ) {
    super({
      what: `The configuration of the plugin "${plugin}" cannot be read from the environment.`,
      why: listed(problems),
      fix: `Set the variables that are named, and write every secret as \${NAME}.`,
    });
  }
}

/** A configuration class is written so that its values could not be checked. */
export class ConfigClassError extends PluginError {
  readonly code = 'config_class';

  constructor(type: string, why: string, fix: string) {
    super({ what: `The configuration class ${type} cannot be used:`, why: `${why}.`, fix });
  }
}

/** A plugin's schema is not a JSON Schema. */
export class ConfigSchemaError extends PluginError {
  readonly code = 'config_schema';

  constructor(plugin: string, cause: unknown) {
    super({
      what: `The configuration schema of the plugin "${plugin}" is not a JSON Schema.`,
      why: `${cause instanceof Error ? cause.message : String(cause)}.`,
      fix: 'The author of the plugin has to mend it, or build the plugin again.',
      cause,
    });
  }
}
