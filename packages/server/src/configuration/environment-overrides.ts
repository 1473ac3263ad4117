import path from 'node:path';
import type { Environment } from '@hailpoint/kernel/host';

/** Values that the environment puts over the file's, by section. */
export interface EnvironmentOverrides {
  readonly server: Readonly<Record<string, unknown>>;
  readonly database: Readonly<Record<string, unknown>>;
  readonly root: Readonly<Record<string, unknown>>;
}

/** The variables, and the path of the value that each one sets. */
export const environmentVariables: Readonly<Record<string, string>> = {
  HAILPOINT_PORT: 'server.port',
  HAILPOINT_HOST: 'server.host',
  HAILPOINT_PUBLIC_URL: 'server.publicUrl',
  HAILPOINT_DATA_DIR: 'database.directory',
  DATABASE_URL: 'database.url',
  HAILPOINT_LOG_LEVEL: 'logLevel',
};

/** The variable that sets a path, if it is set. An empty one counts as not set. */
export function variableOf(valuePath: string, environment: Environment): string | null {
  const found = Object.entries(environmentVariables).find(([, target]) => target === valuePath)?.[0];
  return found !== undefined && isSet(environment[found]) ? found : null;
}

export function environmentOverrides(environment: Environment, workingDirectory: string): EnvironmentOverrides {
  const overrides = { server: {}, database: {}, root: {} } as Record<
    keyof EnvironmentOverrides,
    Record<string, unknown>
  >;
  for (const [variable, target] of Object.entries(environmentVariables)) {
    const text = environment[variable];
    if (!isSet(text)) continue;
    const [section, name] = target.includes('.')
      ? (target.split('.') as ['server', string])
      : (['root', target] as const);
    overrides[section][name] = readValue(target, text, workingDirectory);
  }
  return overrides;
}

function isSet(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

function readValue(target: string, text: string, workingDirectory: string): unknown {
  // Whatever is no number stays text, and the check of the section says what is wrong.
  if (target === 'server.port' && /^\d{1,6}$/.test(text)) return Number(text);
  if (target === 'database.directory') return path.resolve(workingDirectory, text);
  return text;
}
