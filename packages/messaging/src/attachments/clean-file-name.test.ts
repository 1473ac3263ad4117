import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanFileName } from './clean-file-name.js';

describe('file names', () => {
  test.each([
    ['photo.JPG', 'image/jpeg', 'photo.JPG'],
    ['photo.jpeg', 'image/jpeg', 'photo.jpeg'],
    ['invoice.html', 'image/png', 'invoice.png'],
    ['../../etc/passwd', 'image/png', 'passwd.png'],
    ['C:\\Users\\ana\\photo.png', 'image/png', 'photo.png'],
    ['  my   holiday .png ', 'image/png', 'my holiday.png'],
    ['\u202Egnp.exe', 'image/png', 'gnp.png'],
    ['a\0b\n.png', 'image/png', 'ab.png'],
    ['.png', 'image/png', 'png.png'],
    ['', 'image/png', 'attachment.png'],
    ['..', 'image/gif', 'attachment.gif'],
    ['a"b<c>.png', 'image/png', 'a_b_c_.png'],
    ['Füße 你好.webp', 'image/webp', 'Füße 你好.webp'],
  ])('%j of %s becomes %j', (given, contentType, expected) => {
    expect(cleanFileName(given, contentType)).toBe(expected);
  });

  test('property: always safe, never empty, never long', () => {
    const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string());
    fc.assert(
      fc.property(anyText, (given) => {
        const name = cleanFileName(given, 'image/png');
        expect(name).toMatch(/^[^/\\\p{Cc}\p{Cf}\p{Cs}"<>:|?*]+\.png$/iu);
        expect(name.startsWith('.')).toBe(false);
        expect(Array.from(name).length).toBeLessThanOrEqual(154);
      }),
    );
  });
});
