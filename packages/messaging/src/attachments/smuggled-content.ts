/**
 * What else a picture is: a file can be a valid picture to one reader and a page, document or archive to another. Bytes after the picture's
 * end as such are no sign (phones put depth maps and films there). `null`: nothing found; else in words.
 *
 * Markup is looked for in the whole file: compressed pixels hold any given seven bytes once in about 10^16, so a find is no accident.
 */
export function findSmuggledContent(content: Uint8Array): string | null {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const text = bytes.toString('latin1').toLowerCase();
  if (/<script[\s>/]|<\/script|<!doctype html|<html[\s>]|<iframe[\s>]|<body[\s>]/.test(text)) return 'a web page';
  if (/<svg[\s>]/.test(text)) return 'an SVG drawing';
  if (text.includes('<?php ') || text.includes('<?php\n')) return 'a program';
  // PDF readers take a document that begins anywhere in the first kilobyte.
  if (text.slice(0, 1_024).includes('%pdf-')) return 'a PDF document';
  if (hasArchiveEnd(bytes)) return 'an archive';
  return null;
}

const archiveEnd = Buffer.from('PK\x05\x06', 'latin1');
const archiveEndLength = 22;

/** A ZIP archive is found from its end: a record of 22 bytes, then a comment whose length the record tells. */
function hasArchiveEnd(bytes: Buffer): boolean {
  const earliest = Math.max(0, bytes.length - archiveEndLength - 0xffff);
  let at = bytes.lastIndexOf(archiveEnd);
  while (at >= earliest) {
    if (at + archiveEndLength <= bytes.length) {
      const comment = bytes.readUInt16LE(at + 20);
      const directory = bytes.readUInt32LE(at + 12);
      // Some readers take a comment that is cut off or followed by more; only the directory's place must be possible.
      if (at + archiveEndLength + comment <= bytes.length && directory <= at) return true;
    }
    if (at === 0) return false;
    at = bytes.lastIndexOf(archiveEnd, at - 1);
  }
  return false;
}
