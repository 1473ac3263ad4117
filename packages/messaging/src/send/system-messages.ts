/**
 * All that the system itself ever writes to a customer; what agents and the virtual agent write is theirs. Whoever adds one adds it here, and
 * `system-messages.test.ts` finds who did not.
 */
export const systemMessages: readonly {
  /** What the customer reads, and where its words come from. */
  readonly what: string;
  /** The one file that queues it, below `src`. */
  readonly queuedBy: string;
}[] = [
  {
    what: 'The prompt of a follow-up: the text of its rule in the configuration.',
    queuedBy: 'follow-ups/carry-out-follow-up.ts',
  },
  {
    what: 'The answers to keywords: that messages are stopped, that they go on, and what can be done; texts of the configuration.',
    queuedBy: 'consent/apply-keyword.ts',
  },
];
