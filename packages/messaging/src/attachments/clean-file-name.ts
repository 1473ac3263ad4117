/** Extensions that people write for a type, the usual one first. */
const extensions: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/png': ['png'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
};

const longest = 150;

/**
 * A name that is safe to show and to save under: no folders, no control or direction characters, and the extension of what the file really
 * is, so that `invoice.html` with a picture inside becomes `invoice.png`.
 */
export function cleanFileName(given: string, contentType: string): string {
  const known = extensions[contentType] ?? [];
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu, '')
    .replaceAll(/["<>:|?*]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const dot = plain.lastIndexOf('.');
  const written = dot > 0 ? plain.slice(dot + 1) : '';
  const stem = (dot > 0 ? plain.slice(0, dot) : plain).replaceAll(/^[. ]+|[. ]+$/g, '');
  const extension = known.includes(written.toLowerCase()) ? written : known[0];
  const name = Array.from(stem || 'attachment')
    .slice(0, longest)
    .join('');
  return extension === undefined ? name : `${name}.${extension}`;
}
