import type { Gathered } from './gathered.js';

/** Characters (UTF-16 code units) that the text may have, which may be fewer beside a file; 0: not known. */
export function textLimit({
  template,
  attachmentIds,
  text,
  media,
}: Pick<Gathered, 'template' | 'attachmentIds' | 'text' | 'media'>): number {
  if (template !== null || attachmentIds.length === 0) return text.maxLength;
  return Math.min(text.maxLength, media?.maxTextLength ?? text.maxLength);
}
