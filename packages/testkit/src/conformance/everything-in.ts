import { inspect } from 'node:util';

/** A value as a text to search in: with causes, stack and properties of errors, and with what is in Basic credentials. */
export function everythingIn(value: unknown): string {
  const text = inspect(value, {
    depth: 8,
    maxStringLength: null,
    maxArrayLength: null,
    breakLength: Number.POSITIVE_INFINITY,
  });
  const credentials = [...text.matchAll(/\bBasic ([A-Za-z0-9+/]+=*)/g)].map(([, encoded = '']) =>
    Buffer.from(encoded, 'base64').toString('utf8'),
  );
  return [text, ...credentials].join('\n');
}
