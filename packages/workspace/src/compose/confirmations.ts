import type { Preflight } from '../api/types.js';

export interface Confirmation {
  /** What the send gives. */
  code: string;
  /** What the agent agrees to. */
  message: string;
  /** Code, words and recipient: a confirmation holds for exactly what was read. */
  subject: string;
}

export function confirmationsOf(preflight: Preflight): Confirmation[] {
  return preflight.confirmations.map((code) => {
    const warning = preflight.warnings.find(({ confirmation }) => confirmation === code);
    const message = warning?.message ?? 'This needs your confirmation.';
    return { code, message, subject: [code, message, preflight.recipient?.recipientId].join('|') };
  });
}
