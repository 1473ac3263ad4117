import { matchKey } from './match-key.js';

/** How match keys are computed. Rows keep the keys of the rule that was in force when they were written. */
export interface MatchKeyRule {
  /** A changed rule has a higher one: then the rows that there are get new keys when the next version starts. */
  readonly version: number;
  keyOf(channel: string, recipientId: string): string;
}

/** The rule of this version. Whoever changes what `matchKey` answers for any address raises the version. */
export const matchKeyRule: MatchKeyRule = { version: 1, keyOf: matchKey };
