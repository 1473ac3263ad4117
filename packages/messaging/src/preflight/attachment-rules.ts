import type { AttachmentFact } from './facts.js';
import type { Blocker, Gathered } from './gathered.js';

/** What the attachments of a send must be: the agent's own, not sent before, and what the channel takes. */
export function attachmentBlockers(
  gathered: Pick<Gathered, 'agent' | 'inPlaceOf' | 'attachmentIds' | 'media' | 'hasPublicUrl' | 'channel' | 'sender'>,
  attachments: readonly AttachmentFact[],
): readonly Blocker[] {
  const { attachmentIds, media, channel } = gathered;
  if (attachmentIds.length === 0) return [];
  const blockers: Blocker[] = [];
  if (new Set(attachmentIds).size < attachmentIds.length) {
    blockers.push(blocker('attachment_twice', 'The same file is attached twice. Remove one.'));
  }
  for (const id of new Set(attachmentIds)) {
    const fact = attachments.find((one) => one.id === id);
    if (!fact || (fact.uploaderId !== gathered.agent.id && fact.messageId === null)) {
      blockers.push(blocker('attachment_unknown', 'An attached file is not there any more. Attach it again.'));
    } else if (fact.messageId !== null) {
      blockers.push(blocker('attachment_used', `${fact.fileName} was sent with another message. Attach it again.`));
    } else if (fact.scheduledMessageId !== null && fact.scheduledMessageId !== gathered.inPlaceOf) {
      blockers.push(blocker('attachment_used', `${fact.fileName} is kept for a scheduled message. Attach it again.`));
    }
  }
  // Without a sender no provider is chosen, and its limits are not known.
  if (gathered.sender === null) return blockers;
  if (!media) {
    return [...blockers, blocker('attachments_not_supported', `${channel.name} carries text only from this sender.`)];
  }
  if (attachmentIds.length > media.maxCount) {
    const files = media.maxCount === 1 ? 'one file' : `${media.maxCount} files`;
    blockers.push(blocker('attachment_too_many', `${channel.name} takes at most ${files} with a message.`));
  }
  for (const fact of attachments) {
    if (!media.contentTypes.includes(fact.contentType)) {
      blockers.push(
        blocker('attachment_type', `${channel.name} does not take ${fact.fileName} (${fact.contentType}).`),
      );
    }
    if (fact.size > media.maxBytes) {
      const limit = `${channel.name} takes at most ${inWords(media.maxBytes)} a file`;
      blockers.push(blocker('attachment_too_large', `${fact.fileName} has ${inWords(fact.size)}; ${limit}.`));
    }
  }
  if (media.needsPublicUrl && !gathered.hasPublicUrl) {
    const why = `The carrier fetches files from the internet, and this installation has no public address`;
    blockers.push(blocker('public_url_missing', `${why}. An administrator sets server.publicUrl.`));
  }
  return blockers;
}

function blocker(code: string, reason: string): Blocker {
  return { code, reason, field: 'attachmentIds' };
}

function inWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1).replace('.0', '')} MB`;
}
