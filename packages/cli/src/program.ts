import { Command as Program } from 'commander';
import type { CommandArguments } from './command.js';

/** What the command line asks for. */
export type Invocation =
  | { readonly kind: 'start' }
  | { readonly kind: 'migrate'; readonly json: boolean }
  | { readonly kind: 'doctor'; readonly json: boolean }
  | { readonly kind: 'command'; readonly name: string; readonly args: CommandArguments; readonly json: boolean };

const collect = (value: string, before: string[]) => [...before, value];

/** The command line's grammar. `invoke` is called once with what was asked. */
export function createProgram(version: string, invoke: (invocation: Invocation) => Promise<void>): Program {
  const program = new Program('hailpoint')
    .description('Lets the agents of a contact centre start conversations with customers.')
    .version(version)
    .showHelpAfterError('(--help shows what there is)')
    .addHelpText(
      'after',
      '\nEnvironment: HAILPOINT_CONFIG (the configuration file), HAILPOINT_DATA_DIR, HAILPOINT_PORT, DATABASE_URL.' +
        '\nExit codes: 0 done, 1 failed, 2 wrong command line, 3 wrong configuration, 4 no database, 5 refused.',
    );

  program
    .command('start')
    .description('start the server')
    .action(() => invoke({ kind: 'start' }));

  program
    .command('migrate')
    .description('bring the database to this version')
    .option('--json', 'print JSON')
    .action((options) => invoke({ kind: 'migrate', json: Boolean(options.json) }));

  program
    .command('doctor')
    .description(
      'look at environment, configuration, database, plugins, public URL and carriers, and say how to mend what is wrong',
    )
    .option('--json', 'print JSON')
    .action((options) => invoke({ kind: 'doctor', json: Boolean(options.json) }));

  const run = (name: string, { json, ...args }: Record<string, unknown>) =>
    invoke({ kind: 'command', name, args: args as CommandArguments, json: Boolean(json) });

  program
    .command('login')
    .description('print a sign-in link, valid once and for 15 minutes')
    .argument('<username>')
    .option('--json', 'print JSON')
    .action((username, options) => run('login', { ...options, username }));

  program
    .command('token')
    .description('tokens for programs')
    .command('create')
    .description('print a new token; it is shown once')
    .requiredOption('--user <username>', 'on whose behalf the program acts')
    .option('--label <text>', 'what it is for')
    .option('--json', 'print JSON')
    .action((options) => run('token create', options));

  const plugins = program.command('plugins').description('what plugins there are, and switching them');
  plugins
    .command('list', { isDefault: true })
    .description('plugins with state, order and what they contribute')
    .option('--json', 'print JSON')
    .action((options) => run('plugins', options));

  program
    .command('schema')
    .description(
      'print the JSON Schema of the configuration file, with that of every plugin that is listed, for editors',
    )
    .option('--json', 'print JSON')
    .action((options) => run('schema', options));

  const changes = [
    ['enable', 'switch a plugin on, on every node'],
    ['disable', 'switch a plugin off, on every node; a carrier still takes what comes in'],
    ['reset', 'take back what was set here: the configuration file holds again'],
  ] as const;
  for (const [name, description] of changes) {
    plugins
      .command(name)
      .description(description)
      .argument('<id>', 'as "plugins list" shows it')
      .option('--as <username>', 'the administrator who acts', 'admin')
      .option('--plan', 'only show what would happen')
      .option('--yes', 'carry it out although somebody will notice')
      .option('--json', 'print JSON')
      .action((id, options) => run(`plugins ${name}`, { ...options, id }));
  }

  plugins
    .command('explain')
    .description('which plugins answer when somebody composes from an interaction, and why the others do not')
    .argument('<number>', 'the interaction, such as IMS0000029')
    .option('--json', 'print JSON')
    .action((number, options) => run('plugins explain', { ...options, number }));

  program
    .command('channels')
    .description('channel configurations and where their values come from')
    .option('--json', 'print JSON')
    .action((options) => run('channels', options));

  program
    .command('compose')
    .description('show what a message from an interaction would do, and send it with --send')
    .argument('<number>', 'the interaction, such as IMS0000029')
    .requiredOption('--as <username>', 'the agent who composes')
    .option('--channel <channel>', 'default: the first active one')
    .option('--to <recipient>', 'a recipient ID; default: the first that can be used')
    .option('--from <sender>', "a sender's id")
    .option('--body <text>', 'the message', '')
    .option('--confirm <code>', 'a confirmation that the preflight asks for; may be repeated', collect, [])
    .option('--send', 'send it, if the outcome is still what was shown')
    .option('--json', 'print JSON')
    .action((number, options) => run('compose', { ...options, number }));

  program
    .command('explain')
    .description('tell what happened to an interaction or a message, why, and what comes next')
    .argument('<number...>', 'numbers of interactions, such as IMS0000029, or ids of messages')
    .option('--details', 'with who said what; of a message they are always shown')
    .option('--show-addresses', 'with telephone numbers and addresses in full')
    .option('--json', 'print JSON')
    .action((names, options) =>
      run('explain', {
        ...options,
        names,
        columns: String(process.stdout.columns ?? 80),
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      }),
    );

  return program;
}
