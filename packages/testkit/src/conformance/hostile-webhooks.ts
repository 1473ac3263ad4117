export interface HostileBody {
  readonly what: string;
  readonly body: Uint8Array;
}

const mebibyte = 1024 * 1024;

/** What no carrier sends. None of it is an event. */
export const hostileBodies: readonly HostileBody[] = [
  ['an empty body', ''],
  ['a megabyte of one letter', 'A'.repeat(mebibyte)],
  ['a hundred thousand opening brackets', '['.repeat(100_000)],
  ['ten thousand nested objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
  ['JSON that breaks off', '{"type":"mess'],
  ['a form with broken escapes', 'MessageSid=%&%E0%A4=%ZZ&&&=&='],
  ['null', 'null'],
  ['a number', '17'],
  ['a text in JSON', '"text"'],
  ['an empty list', '[]'],
  ['a list of nothing', '[null,null]'],
  ['an empty object', '{}'],
  [
    'keys of the prototype in JSON',
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":1}',
  ],
  [
    'keys of the prototype in a form',
    '__proto__[polluted]=true&constructor[prototype][polluted]=true&__proto__=1&toString=1',
  ],
  ['a page', '<html><body>Hello</body></html>'],
]
  .map(([what = '', text = '']) => ({ what, body: Buffer.from(text, 'utf8') }) satisfies HostileBody)
  .concat([{ what: 'bytes that are no text', body: Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28, 0xf0, 0x9f]) }]);

/** Below the address of the webhooks. */
export const hostilePaths: readonly string[] = [
  '',
  '/',
  '//',
  '/%',
  '/%E0%A4',
  '/../../admin',
  '/__proto__',
  `/${'a'.repeat(10_000)}`,
];

/** What a field may be by mistake or malice. */
const wrongValues: readonly unknown[] = [null, 0, -1, true, '', [], {}, [{}], { toString: 1 }, '__proto__'];

/** A body that the carrier could send, with one field wrong in each: missing, or of another type. JSON, else a form. */
export function changedBodies(body: Uint8Array): readonly HostileBody[] {
  const text = Buffer.from(body).toString('utf8');
  const json = objectOf(text);
  return json === null ? changedForms(text) : changedObjects(json);
}

function changedObjects(json: Readonly<Record<string, unknown>>): readonly HostileBody[] {
  return Object.keys(json).flatMap((name) => {
    const { [name]: _, ...rest } = json;
    const wrong = wrongValues.map((value) => ({
      what: `the field ${name} as ${JSON.stringify(value)}`,
      value: { ...json, [name]: value },
    }));
    return [{ what: `no field ${name}`, value: rest }, ...wrong].map(({ what, value }) => ({
      what,
      body: Buffer.from(JSON.stringify(value)),
    }));
  });
}

function changedForms(text: string): readonly HostileBody[] {
  return [...new Set(new URLSearchParams(text).keys())].flatMap((name) => {
    const variants: readonly (readonly [string, readonly string[]])[] = [
      [`no field ${name}`, []],
      [`the field ${name} twice`, ['', '__proto__']],
      [`the field ${name} as __proto__`, ['__proto__']],
      [`the field ${name} as -1`, ['-1']],
    ];
    return variants.map(([what, values]) => {
      const form = new URLSearchParams(text);
      form.delete(name);
      for (const value of values) form.append(name, value);
      return { what, body: Buffer.from(form.toString()) };
    });
  });
}

function objectOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
