import type { Blocker } from './gathered.js';

/** What a text must be to be sent. `maxLength` is in UTF-16 code units; 0: not known, because the channel is not. */
export function bodyBlockers(body: string, attachments: number, maxLength: number): readonly Blocker[] {
  if (body.includes('\0')) {
    return [
      blocker('body_not_text', 'The message holds a character that is no text. Delete it, or type the message anew.'),
    ];
  }
  if (body.trim() === '' && attachments === 0) {
    return [blocker('body_empty', 'There is nothing to send. Write a message or attach a file.')];
  }
  if (maxLength > 0 && body.length > maxLength) {
    const over = body.length - maxLength;
    return [
      blocker(
        'body_too_long',
        `The message is ${over} ${over === 1 ? 'character' : 'characters'} too long: ${maxLength} fit${attachments > 0 ? ' beside a file' : ''}.`,
      ),
    ];
  }
  return [];
}

function blocker(code: string, reason: string): Blocker {
  return { code, reason, field: 'body' };
}
