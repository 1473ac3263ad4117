import { join } from 'node:path';
import { repositoryRoot } from './repository-root.js';
import { type RunningProcess, runNode } from './run-process.js';

export const hailpointCommand = join(repositoryRoot, 'packages/cli/bin/hailpoint.js');
export const quickstart = join(repositoryRoot, 'examples/quickstart/hailpoint.yaml');

/** A server in a process of its own. */
export interface HailpointProcess extends RunningProcess {
  readonly url: string;
  readonly agentLink: string | null;
  readonly adminLink: string | null;
  readonly handsetUrl: string | null;
}

export interface HailpointProcessOptions {
  readonly configuration?: string;
  readonly dataDirectory: string;
  readonly environment?: Record<string, string>;
}

export function environmentOf(options: HailpointProcessOptions): Record<string, string> {
  return {
    HAILPOINT_CONFIG: options.configuration ?? quickstart,
    HAILPOINT_DATA_DIR: options.dataDirectory,
    HAILPOINT_PORT: '0',
    HAILPOINT_HANDSET_PORT: '0',
    HAILPOINT_LOG_LEVEL: 'warn',
    ...options.environment,
  };
}

/** Starts a server on a free port and waits until it says that it is ready. */
export async function startHailpoint(options: HailpointProcessOptions): Promise<HailpointProcess> {
  const running = runNode(hailpointCommand, ['start'], environmentOf(options));
  const ready = running.waitFor(/is ready at (\S+)\n[\s\S]*prints another/);
  const [, url] = await ready.catch(async (error: unknown) => {
    // Nobody else knows the process, and none may outlive its test.
    await running.kill('SIGKILL');
    throw error;
  });
  const found = (pattern: RegExp) => running.stdout().match(pattern)?.[1] ?? null;
  return {
    ...running,
    url: url as string,
    agentLink: found(/as an agent[^:]*: (\S+)/),
    adminLink: found(/as the admin[^:]*: (\S+)/),
    handsetUrl: found(/phones: (\S+)/),
  };
}
