/** What was seen that breaks a rule. */
export class BrokenRuleError extends Error {
  override readonly name = 'BrokenRuleError';
  readonly code = 'broken_rule';
}

/** @throws BrokenRuleError */
export function broken(seen: string): never {
  throw new BrokenRuleError(seen);
}
