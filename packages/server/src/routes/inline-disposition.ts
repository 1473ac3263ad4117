/** `Content-Disposition` (RFC 6266) for a name that somebody else chose: an ASCII form, and the full name encoded. */
export function inlineDisposition(fileName: string): string {
  const base = fileName.split(/[\\/]/).at(-1) ?? '';
  const clean = base.replace(/\p{Cc}|\p{Cf}|\p{Surrogate}/gu, '').slice(0, 150) || 'file';
  const ascii = clean.replace(/[^\x20-\x7e]|["\\%;]/g, '_');
  const encoded = encodeURIComponent(clean).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `inline; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
