import { loadConfiguration } from '@hailpoint/server/configuration';
import type { CommandCaller, CommandOutput } from './command.js';
import { checkEnvironment } from './doctor/check-environment.js';
import { describeFindings, type Finding, ok, problem } from './doctor/finding.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { explainFailure } from './explain-failure.js';
import { runCommand } from './run-command.js';

const fixes: Readonly<Partial<Record<ExitCode, string>>> = {
  [exitCodes.database]: 'Start the database, or correct DATABASE_URL or HAILPOINT_DATA_DIR.',
};

/** Looks at everything from the outside in, and goes on as far as it can. */
export async function runDoctor(
  caller: CommandCaller,
  environment: NodeJS.ProcessEnv,
): Promise<{ readonly output: CommandOutput; readonly exitCode: ExitCode }> {
  const findings: Finding[] = [checkEnvironment(process.versions.node)];
  try {
    const { file, plugins } = await loadConfiguration({ environment });
    findings.push(ok('configuration', `${file} can be used; it lists ${plugins.length} plugins.`));
    try {
      const { json } = await runCommand('doctor', {}, caller, environment);
      findings.push(...(json as readonly Finding[]));
    } catch (error) {
      const { message, exitCode } = explainFailure(error);
      const area = exitCode === exitCodes.database ? 'database' : 'plugins';
      findings.push(problem(area, message, fixes[exitCode] ?? 'Read the words above, and the log of the server.'));
    }
  } catch (error) {
    findings.push(problem('configuration', explainFailure(error).message, 'Mend what each line names.'));
  }
  const isWell = findings.every(({ level }) => level !== 'problem');
  return {
    output: { text: describeFindings(findings), json: findings },
    exitCode: isWell ? exitCodes.done : exitCodes.failed,
  };
}
