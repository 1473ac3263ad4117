import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pictures } from '../testing/pictures.js';
import { judgeAttachment } from './judge-attachment.js';

const after = (picture: Buffer, more: string | Buffer) => Buffer.concat([picture, Buffer.from(more as string)]);

/** An archive with one empty file, as every unpacker takes it, from wherever it begins. */
function zip(comment = ''): Buffer {
  const data = deflateRawSync(Buffer.alloc(0));
  const local = Buffer.alloc(31);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(1, 26);
  local.write('a', 30);
  const central = Buffer.alloc(47);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(1, 28);
  central.write('a', 46);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length + data.length, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([local, data, central, end, Buffer.from(comment)]);
}

describe('A11: attachments are judged by content', () => {
  test.each([
    ['jpeg', 'image/jpeg', 'jpg'],
    ['png', 'image/png', 'png'],
    ['gif', 'image/gif', 'gif'],
    ['webp', 'image/webp', 'webp'],
  ] as const)('a %s picture is taken, with its size in pixels', async (name, contentType, extension) => {
    expect(await judgeAttachment(pictures[name])).toEqual({
      accepted: true,
      contentType,
      extension,
      width: 4,
      height: 2,
    });
  });

  test('a photo that a camera turned has the size in which it is shown', async () => {
    // Exif, big-endian, one entry: orientation 6.
    const exif = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010006000000000000', 'hex');
    const turned = Buffer.concat([pictures.jpeg.subarray(0, 2), exif, pictures.jpeg.subarray(2)]);
    expect(await judgeAttachment(turned)).toMatchObject({ accepted: true, width: 2, height: 4 });
  });

  test.each([
    ['an empty file', '', 'empty_file', 'empty'],
    ['text', 'Hello', 'unsupported_attachment', 'JPEG, PNG, GIF, WebP'],
    ['a PDF document', '%PDF-1.7\n%\u00e2\u00e3', 'unsupported_attachment', 'PDF file'],
    ['an SVG drawing', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'unsupported_attachment', 'SVG drawing'],
    [
      'an SVG drawing with a prologue',
      '<?xml version="1.0"?>\n<!-- x -->\n<svg onload="x()"/>',
      'unsupported_attachment',
      'SVG drawing',
    ],
    ['a web page', '<!DOCTYPE html><title>x</title>', 'unsupported_attachment', 'web page'],
    ['a program', 'MZ\u0090\u0000', 'unsupported_attachment', 'EXE file'],
  ])('%s is refused in plain words', async (_, content, code, words) => {
    const judgement = await judgeAttachment(Buffer.from(content, 'latin1'));
    expect(judgement).toMatchObject({ accepted: false, code, reason: expect.stringContaining(words) });
  });

  test('an archive is refused', async () => {
    expect(await judgeAttachment(zip())).toMatchObject({
      accepted: false,
      code: 'unsupported_attachment',
      reason: expect.stringContaining('ZIP'),
    });
  });

  test.each([
    ['a web page', '<html><script>alert(1)</script></html>', 'a web page'],
    ['a script that opens late', `${'x'.repeat(9_000)}<ScRiPt >`, 'a web page'],
    ['a drawing', '<svg onload=alert(1)>', 'an SVG drawing'],
    ['a server page', '<?php system("x"); ?>', 'a program'],
    ['an archive', zip(), 'an archive'],
    ['an archive with a comment', zip('hello'), 'an archive'],
    ['an archive with bytes behind it', Buffer.concat([zip(), Buffer.alloc(100)]), 'an archive'],
  ])('a picture that is %s as well is refused', async (_, more, words) => {
    for (const picture of Object.values(pictures)) {
      expect(await judgeAttachment(after(picture, more))).toMatchObject({
        accepted: false,
        code: 'smuggled_content',
        reason: expect.stringContaining(words),
      });
    }
  });

  test('a GIF whose first bytes are also a document is refused', async () => {
    const comment = Buffer.concat([Buffer.from([0x21, 0xfe, 9]), Buffer.from('%PDF-1.4\n'), Buffer.from([0])]);
    const both = Buffer.concat([pictures.gif.subarray(0, 19), comment, pictures.gif.subarray(19)]);
    expect(await judgeAttachment(both)).toMatchObject({ accepted: false, code: 'smuggled_content' });
  });

  test('what phones put behind a photo is no sign of harm', async () => {
    expect(await judgeAttachment(after(pictures.jpeg, Buffer.alloc(5_000, 7)))).toMatchObject({ accepted: true });
    expect(await judgeAttachment(after(pictures.jpeg, pictures.jpeg))).toMatchObject({ accepted: true });
  });

  test('a picture that unpacks to gigabytes is refused', async () => {
    const bomb = Buffer.from(pictures.png);
    bomb.writeUInt32BE(100_000, 16);
    bomb.writeUInt32BE(100_000, 20);
    expect(await judgeAttachment(bomb)).toMatchObject({ accepted: false, code: 'unreadable_image' });
  });

  test('a head without a picture is refused', async () => {
    expect(await judgeAttachment(pictures.jpeg.subarray(0, 20))).toMatchObject({ accepted: false });
    expect(await judgeAttachment(pictures.png.subarray(0, 12))).toMatchObject({ accepted: false });
  });

  test("a channel's list narrows what is taken, and never widens it", async () => {
    expect(await judgeAttachment(pictures.gif, ['image/png'])).toMatchObject({
      accepted: false,
      reason: 'This is a GIF file. Only pictures can be attached: PNG.',
    });
    expect(await judgeAttachment(pictures.png, ['image/png', 'application/pdf'])).toMatchObject({ accepted: true });
    expect(await judgeAttachment(Buffer.from('%PDF-1.7\n'), ['application/pdf'])).toMatchObject({ accepted: false });
  });

  test('property: no content makes it throw, and damaged pictures are judged', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.values(pictures)),
        fc.uint8Array({ maxLength: 40 }),
        fc.nat(600),
        async (picture, noise, at) => {
          const damaged = Buffer.from(picture);
          damaged.set(noise.subarray(0, Math.max(0, damaged.length - (at % damaged.length))), at % damaged.length);
          expect(typeof (await judgeAttachment(damaged)).accepted).toBe('boolean');
        },
      ),
    );
  });
});
