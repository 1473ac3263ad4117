import { type Finding, ok, problem } from './finding.js';

/** The oldest Node that this was tried with: major and minor. */
const [neededMajor, neededMinor] = [20, 19];

export function checkEnvironment(nodeVersion: string): Finding {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  const isNewEnough = major > neededMajor || (major === neededMajor && minor >= neededMinor);
  return isNewEnough
    ? ok('environment', `Node ${nodeVersion}`)
    : problem('environment', `Node ${nodeVersion} is too old.`, `Install Node ${neededMajor}.${neededMinor} or newer.`);
}
