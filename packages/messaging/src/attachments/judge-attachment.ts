import { fileTypeFromBuffer } from 'file-type';
import { imageDimensions } from './image-dimensions.js';
import { findSmuggledContent } from './smuggled-content.js';

/** What a file is, judged by its content alone; its name and whatever type it was sent with do not count. */
export type AttachmentJudgement =
  | {
      readonly accepted: true;
      readonly contentType: string;
      /** Without a dot: `jpg`. */
      readonly extension: string;
      /** Pixels, as the picture is shown. */
      readonly width: number | null;
      readonly height: number | null;
    }
  | {
      readonly accepted: false;
      readonly code: 'empty_file' | 'unsupported_attachment' | 'unreadable_image' | 'smuggled_content';
      /** For the person who attached it: what is wrong and what to do. */
      readonly reason: string;
    };

/** What may be attached unless a channel says otherwise. */
export const imageContentTypes: readonly string[] = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

/**
 * Judges a file. Only images are understood, so of `contentTypes` (default: all of {@link imageContentTypes}) only images count. A file that
 * is an image and a program, page or archive at the same time is refused: whoever opens it would decide which of the two it is.
 */
export async function judgeAttachment(
  content: Uint8Array,
  contentTypes: readonly string[] = imageContentTypes,
): Promise<AttachmentJudgement> {
  if (content.byteLength === 0) return refused('empty_file', 'The file is empty. Choose another one.');
  const allowed = imageContentTypes.filter((type) => contentTypes.includes(type));
  const type = await recognise(content);
  if (type === null || !allowed.includes(type.mime)) {
    return refused('unsupported_attachment', `${describe(content, type)} ${whatIsTaken(allowed)}`);
  }
  const dimensions = imageDimensions(content, type.mime);
  if (dimensions === null) {
    return refused('unreadable_image', 'The picture is damaged or incomplete. Save it again and attach the new file.');
  }
  const smuggled = findSmuggledContent(content);
  if (smuggled !== null) {
    return refused(
      'smuggled_content',
      `The picture also contains ${smuggled}, which can be harmful. Take a screenshot of the picture and attach that.`,
    );
  }
  return { accepted: true, contentType: type.mime, extension: type.ext, ...dimensions };
}

async function recognise(content: Uint8Array): Promise<{ mime: string; ext: string } | null> {
  try {
    const type = await fileTypeFromBuffer(content);
    // Animated PNG is PNG to everyone who reads it.
    return type?.mime === 'image/apng' ? { mime: 'image/png', ext: 'png' } : (type ?? null);
  } catch {
    return null; // Content that breaks the reader is content that nobody can name.
  }
}

function describe(content: Uint8Array, type: { mime: string; ext: string } | null): string {
  const start = Buffer.from(content.subarray(0, 4_096)).toString('latin1').toLowerCase();
  if (start.includes('<svg')) return 'This is an SVG drawing, which can carry programs. Save it as a PNG picture.';
  if (/<(!doctype html|html|head|body|script)\b/.test(start)) return 'This is a web page.';
  if (type) return `This is a ${type.ext.toUpperCase()} file.`;
  return 'This file is not a picture of a kind that we know.';
}

const names: Readonly<Record<string, string>> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/gif': 'GIF',
  'image/webp': 'WebP',
};

function whatIsTaken(allowed: readonly string[]): string {
  if (allowed.length === 0) return 'Nothing can be attached here.';
  return `Only pictures can be attached: ${allowed.map((type) => names[type]).join(', ')}.`;
}

function refused(code: Exclude<AttachmentJudgement, { accepted: true }>['code'], reason: string): AttachmentJudgement {
  return { accepted: false, code, reason };
}
