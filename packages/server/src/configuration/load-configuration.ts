import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '@hailpoint/kernel/host';
import type { Configuration } from './configuration.js';
import { ConfigurationError, type ConfigurationFault } from './configuration-error.js';
import { deepFreeze } from './deep-freeze.js';
import { effectiveConfiguration } from './effective-configuration.js';
import { variableOf } from './environment-overrides.js';
import { readSections } from './read-sections.js';
import { readYaml } from './read-yaml.js';

export interface ConfigurationSource {
  /** The file. Default: `HAILPOINT_CONFIG`, else `hailpoint.yaml` in the working directory. */
  readonly path?: string;
  readonly environment: Environment;
  /** Default: the process's. */
  readonly workingDirectory?: string;
}

/**
 * The effective configuration: default < file < environment.
 * @throws ConfigurationError with everything that is wrong
 */
export async function loadConfiguration(source: ConfigurationSource): Promise<Configuration> {
  const { environment, workingDirectory = process.cwd() } = source;
  const named = source.path ?? (environment['HAILPOINT_CONFIG'] || undefined);
  const file = path.resolve(workingDirectory, named ?? 'hailpoint.yaml');
  const yaml = readYaml(readText(file, named !== undefined));
  if ('faults' in yaml) throw new ConfigurationError(file, yaml.faults);
  const sections = readSections(yaml.value, environment, workingDirectory);
  const faults = sections.faults.map((fault): ConfigurationFault => {
    const variable = variableOf(fault.path, environment);
    if (variable !== null) return { ...fault, path: variable, fix: `${fault.fix} Or unset ${variable}.` };
    const line = yaml.lineOf(fault.path);
    return line === null ? fault : { ...fault, line };
  });
  const { demoData } = sections.root;
  const demoPath = typeof demoData === 'string' ? path.resolve(path.dirname(file), demoData) : null;
  if (demoPath !== null && !existsSync(demoPath)) {
    const line = yaml.lineOf('demoData');
    faults.push({
      path: 'demoData',
      ...(line === null ? {} : { line }),
      problem: 'names a file that does not exist.',
      fix: 'Paths begin at the folder of the configuration file. Correct it, or remove the line.',
    });
  }
  if (faults.length > 0) throw new ConfigurationError(file, faults);
  return deepFreeze(effectiveConfiguration(file, sections, environment, yaml));
}

function readText(file: string, wasNamed: boolean): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new ConfigurationError(file, [
      {
        path: '',
        problem: missing ? 'There is no such file.' : 'The file cannot be read.',
        fix: wasNamed
          ? 'Check the path that HAILPOINT_CONFIG or the caller names.'
          : 'Run the command in the folder with hailpoint.yaml, or name the file in HAILPOINT_CONFIG.',
      },
    ]);
  }
}
