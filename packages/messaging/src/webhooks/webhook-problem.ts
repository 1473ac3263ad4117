/** Why a carrier's event waits, for another try or for a person. Stable: admins and their tools rely on the codes. */
export type WebhookProblemCode = keyof typeof webhookProblems;

export interface WebhookProblem {
  readonly code: WebhookProblemCode;
  /** What is wrong, for the administrator. */
  readonly reason: string;
  /** What to do about it. */
  readonly fix: string;
}

const webhookProblems = {
  not_our_number: {
    reason: 'It was sent to a number that none of our senders has.',
    fix: 'Add the number as a sender of the plugin, then replay. If the number is no longer ours, take the webhook off it at the carrier, and discard.',
  },
  media_unavailable: {
    reason: 'Its picture could not be fetched from the carrier.',
    fix: "It waits a moment for the picture and is then taken without it. If it is parked, replay it; if this happens often, check the plugin's credentials and the carrier's status.",
  },
  unreadable: {
    reason: 'Its plugin cannot read it, or not all of it.',
    fix: 'Look for a newer version of the plugin, then replay. If the carrier sends other things to this address, point them elsewhere, and discard.',
  },
  provider_off: {
    reason: 'The plugin that understands it was off for a long time.',
    fix: 'Switch the plugin on, then replay.',
  },
  failed: {
    reason: 'It could not be processed, on many tries.',
    fix: "Look for the event's id in the log, mend what it names, then replay.",
  },
} as const;

export const webhookProblemCodes = Object.keys(webhookProblems) as readonly WebhookProblemCode[];

/** The words for a code. A code that a newer or older version wrote reads as `failed`. */
export function webhookProblem(code: string | null): WebhookProblem {
  const known: WebhookProblemCode =
    code !== null && Object.hasOwn(webhookProblems, code) ? (code as WebhookProblemCode) : 'failed';
  return { code: known, ...webhookProblems[known] };
}
