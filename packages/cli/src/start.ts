import { relative, resolve } from 'node:path';
import { formatStartReport } from '@hailpoint/kernel/host';
import { loadConfiguration } from '@hailpoint/server/configuration';
import { commands } from './commands/index.js';
import { startControlServer } from './control/control-server.js';
import { socketPath } from './control/socket-path.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { type Hailpoint, openHailpoint } from './hailpoint.js';
import { signInUrl } from './sign-in-url.js';

/** Runs the server until it is asked to stop (SIGINT, SIGTERM): then it finishes what is under way. */
export async function start(environment: NodeJS.ProcessEnv): Promise<ExitCode> {
  const configuration = await loadConfiguration({ environment });
  const hailpoint = await openHailpoint(configuration, { plugins: true, serve: true, environment });
  const stopped = askedToStop();
  let closeControl = async () => {};
  try {
    closeControl = await startControlServer(socketPath(configuration.database), hailpoint, commands);
    if (hailpoint.report) process.stderr.write(`${formatStartReport(hailpoint.report)}\n`);
    process.stdout.write(`${await welcome(hailpoint)}\n`);
    await stopped;
    process.stderr.write('Stopping: what is under way is finished first. Press Ctrl+C again to stop at once.\n');
  } finally {
    await closeControl();
    await hailpoint.close();
  }
  return exitCodes.done;
}

function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    const signals = ['SIGINT', 'SIGTERM'] as const;
    const hear = () => {
      for (const signal of signals) process.off(signal, hear);
      resolve();
    };
    for (const signal of signals) process.on(signal, hear);
  });
}

/** What a person needs next: one link to sign in as an agent, one as the admin. */
async function welcome(hailpoint: Hailpoint): Promise<string> {
  const lines = [`Hailpoint is ready at ${hailpoint.baseUrl()}`];
  for (const { title, role } of [
    { title: 'Sign in as an agent', role: 'agent_workspace_user' },
    { title: 'Sign in as the admin', role: 'admin' },
  ]) {
    const user = await firstUser(hailpoint, role);
    if (!user) continue;
    const { token } = await hailpoint.messaging.signIn.createLink(user.id);
    lines.push(`  ${title} (${user.name}): ${signInUrl(hailpoint, token)}`);
  }
  const handsets = hailpoint.handsetUrl();
  if (handsets) lines.push(`  The customers' phones: ${handsets}`);
  const { file } = hailpoint.configuration;
  const where = file === resolve('hailpoint.yaml') ? '' : `HAILPOINT_CONFIG=${relative('', file)} `;
  lines.push(`  Each link works once and for 15 minutes; "${where}npx hailpoint login <username>" prints another.`);
  return lines.join('\n');
}

async function firstUser(hailpoint: Hailpoint, role: string): Promise<{ id: string; name: string } | undefined> {
  return hailpoint.store.query
    .selectFrom('users')
    .select(['id', 'name'])
    .where('active', '=', true)
    .where('username', 'is not', null)
    .where((where) => where(where.val(role), '=', where.fn.any('roles')))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}
