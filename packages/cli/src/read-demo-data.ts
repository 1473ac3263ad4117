import { readFileSync } from 'node:fs';
import type { DemoData } from '@hailpoint/messaging';
import { parse } from 'yaml';
import { CommandError } from './command-error.js';
import { exitCodes } from './exit-codes.js';

/** Reads a YAML or JSON file; what it says is checked when it is imported. */
export function readDemoData(path: string): DemoData {
  try {
    return parse(readFileSync(path, 'utf8')) as DemoData;
  } catch (error) {
    const reason = (error as Error).message;
    throw new CommandError(`The demo data of "demoData: ${path}" cannot be read: ${reason}`, exitCodes.configuration);
  }
}
