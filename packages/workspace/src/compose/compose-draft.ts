import type {
  Attachment,
  ComposeChannel,
  ComposeOptions,
  ComposeRecipient,
  Composition,
  Preflight,
} from '../api/types.js';
import type { Later } from './later.js';
import type { SendKey } from './send-key.js';

/** The choice *Other* in the To list. */
export const OTHER = 'other';

/** What the agent has entered so far; kept over a reload. */
export interface ComposeDraft {
  channel: string;
  /** A recipient ID, `OTHER`, or empty. */
  to: string;
  manual: string;
  /** A sender that was chosen by hand. */
  from: string | null;
  body: string;
  attachments: Attachment[];
  /** `null`: now. */
  later: Later | null;
  /** Of the last attempt to send. */
  sendKey: SendKey | null;
}

export const emptyDraft: ComposeDraft = {
  channel: '',
  to: '',
  manual: '',
  from: null,
  body: '',
  attachments: [],
  later: null,
  sendKey: null,
};

/** The draft with defaults in place of what is not chosen, or not offered any more. */
export function completeDraft(draft: ComposeDraft, options: ComposeOptions): ComposeDraft {
  const channel =
    options.channels.find((candidate) => candidate.channel === draft.channel) ??
    options.channels.find(({ available }) => available) ??
    options.channels[0];
  if (!channel) return draft;
  return {
    ...draft,
    channel: channel.channel,
    to: recipientChoice(draft, channel),
    from: senderChoice(draft, channel),
  };
}

function recipientChoice({ to }: ComposeDraft, channel: ComposeChannel): string {
  const offered = channel.recipients.filter(isChoosable);
  if (to === OTHER && channel.manualEntry) return OTHER;
  if (offered.some(({ recipientId }) => recipientId === to)) return to;
  if (offered[0]?.recipientId) return offered[0].recipientId;
  return channel.manualEntry ? OTHER : '';
}

/** Available, or kept back only by what ends by itself: then it can be sent later. */
export function isChoosable({ recipientId, available, reasons }: ComposeRecipient): boolean {
  return available || (recipientId !== null && reasons.length > 0 && reasons.every(({ until }) => until !== undefined));
}

function senderChoice({ from }: ComposeDraft, channel: ComposeChannel): string | null {
  return channel.senders.some(({ id }) => id === from) ? from : null;
}

export function chosenRecipient(draft: ComposeDraft, channel: ComposeChannel): ComposeRecipient | undefined {
  return channel.recipients.find(({ recipientId }) => recipientId !== null && recipientId === draft.to);
}

/** The sender that the message goes out from as far as is known, and why that one; `null`: it was chosen by hand. The preflight knows best. */
export function shownSender(
  draft: ComposeDraft,
  channel: ComposeChannel,
  preflight: Preflight | undefined,
): { id: string | null; why: string | null } {
  if (draft.from) return { id: draft.from, why: null };
  const isOfDraft =
    preflight?.channel === channel.channel && (draft.to === OTHER || preflight.recipient?.recipientId === draft.to);
  if (isOfDraft && preflight.sender) return { id: preflight.sender.id, why: preflight.sender.explanation };
  const recipient = chosenRecipient(draft, channel);
  return recipient?.defaultSender
    ? { id: recipient.defaultSender, why: recipient.defaultSenderExplanation }
    : { id: channel.defaultSender, why: null };
}

/** What is sent, or the sentence that says what is still missing. */
export function compositionOf(
  draft: ComposeDraft,
  channel: ComposeChannel,
): { composition: Composition; incomplete: null } | { composition: null; incomplete: string } {
  const missing = (incomplete: string) => ({ composition: null, incomplete });
  if (draft.to === '') return missing('No recipient can be chosen on this channel.');
  const manual = draft.manual.trim();
  if (draft.to === OTHER && manual === '') return missing('Enter the number to send to.');
  // A sender that nobody chose is the server's to name: only it can say why it is this one.
  return {
    incomplete: null,
    composition: {
      channel: channel.channel,
      to: draft.to === OTHER ? { manual } : { recipientId: draft.to },
      ...(draft.from ? { from: draft.from } : {}),
      body: draft.body,
      ...(draft.attachments.length > 0 ? { attachmentIds: draft.attachments.map(({ id }) => id) } : {}),
    },
  };
}
