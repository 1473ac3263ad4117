import type { Blocker, Gathered } from './gathered.js';

/** A template is a message of its own: neither a text nor a file goes with it. */
export function templateBlockers({
  template,
  writtenBody,
  attachmentIds,
}: Pick<Gathered, 'template' | 'writtenBody' | 'attachmentIds'>): readonly Blocker[] {
  if (template === null) return [];
  const blockers: Blocker[] = [];
  if (writtenBody !== '') {
    const reason = 'A template is sent with its own text only. Delete yours, or send it without a template.';
    blockers.push({ code: 'template_with_text', reason, field: 'body' });
  }
  if (attachmentIds.length > 0) {
    const reason = 'No file can be sent with a template. Remove it, or send it without a template.';
    blockers.push({ code: 'template_with_attachments', reason, field: 'attachmentIds' });
  }
  return blockers;
}
