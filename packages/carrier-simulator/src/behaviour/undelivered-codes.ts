export type UndeliveredCode = 'phone_unreachable' | 'part_failed' | 'content_filtered';

/** What the receipt of a message that did not arrive says. */
export const undeliveredCodes: Readonly<Record<UndeliveredCode, string>> = Object.freeze({
  phone_unreachable: 'The phone was switched off or out of reach for too long.',
  part_failed: 'Part of this long message did not reach the phone.',
  content_filtered: 'The network filtered the message because of its content.',
});
