/** What one contribution said to a question about a record. */
export interface ContributionAnswer {
  readonly plugin: string;
  readonly contribution: string;
  readonly order: number;
  /** `not_asked`: one before it had answered, or refused. */
  readonly verdict: 'not_valid' | 'passed' | 'answered' | 'allowed' | 'refused' | 'failed' | 'late' | 'not_asked';
  /** For the administrator; without addresses. */
  readonly words: string;
  /** Milliseconds; 0 when it was not asked. */
  readonly ms: number;
}

/** A question that composing from a record asks at an extension point, and who answered. */
export interface AskedQuestion {
  readonly point: string;
  readonly question: string;
  /** What it came to. */
  readonly outcome: string;
  /** In the order in which they are asked: the number, then plugin id, then name. */
  readonly answers: readonly ContributionAnswer[];
}

export interface ContributionAnswers {
  readonly interaction: string;
  readonly questions: readonly AskedQuestion[];
}
