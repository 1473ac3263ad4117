import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ids } from '../testing/fake-messaging.test.fixture.js';
import { startTestServer, type TestServer } from '../testing/test-server.test.fixture.js';
import { inlineDisposition } from './inline-disposition.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  server.messaging.maxBytes = 100_000;
});
afterAll(() => server.close());

function formOf(...parts: [string, Blob | string, string?][]): FormData {
  const form = new FormData();
  for (const [name, value, fileName] of parts) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value, fileName);
  }
  return form;
}
const upload = (form: FormData) => server.call('POST', '/api/v1/attachments', { raw: { body: form } });
const blob = (bytes: number) => new Blob([new Uint8Array(bytes)]);

describe('E3: uploading', () => {
  test('one file in the part "file"', async () => {
    const answer = await upload(formOf(['file', blob(50), 'photo.png']));
    expect([answer.status, answer.json]).toEqual([201, expect.objectContaining({ fileName: 'photo.png', size: 50 })]);
  });

  test('the largest file is taken, one byte more is not', async () => {
    expect((await upload(formOf(['file', blob(100_000), 'a.png']))).status).toBe(201);
    const answer = await upload(formOf(['file', blob(100_001), 'a.png']));
    expect([answer.status, answer.json.code, answer.json.maxBytes]).toEqual([413, 'body_too_large', 100_000]);
  });

  test.each([
    ['no part', formOf(), '/file', 'required'],
    ['a field instead of a file', formOf(['file', 'text']), '/file', 'unknown_field'],
    ['a part of another name', formOf(['photo', blob(5), 'a.png']), '/photo', 'unknown_field'],
    ['two files', formOf(['file', blob(5), 'a.png'], ['file', blob(5), 'b.png']), '/file', 'too_many'],
    ['a field beside the file', formOf(['file', blob(5), 'a.png'], ['note', 'text']), '/note', 'unknown_field'],
    ['an empty file', formOf(['file', blob(0), 'a.png']), '/file', 'too_short'],
    ['a name that is too long', formOf(['file', blob(5), `${'x'.repeat(300)}.png`]), '/file', 'malformed'],
  ])('%s', async (_what, form, field, code) => {
    const answer = await upload(form);
    expect([answer.status, answer.json.code]).toEqual([400, 'invalid_request']);
    expect(answer.json.errors).toEqual([{ field, code, message: expect.any(String) }]);
  });

  test.each([
    ['no boundary', 'multipart/form-data', 'x', 'malformed_request'],
    ['garbage', 'multipart/form-data; boundary=b', 'x', 'invalid_request'],
    [
      'a form that breaks off',
      'multipart/form-data; boundary=b',
      '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
      'malformed_request',
    ],
    ['headers that break off', 'multipart/form-data; boundary=b', '--b\r\ncontent-disp', 'malformed_request'],
  ])('%s is a problem and never a 500', async (_what, contentType, body, code) => {
    const answer = await server.call('POST', '/api/v1/attachments', { raw: { body, contentType } });
    expect([answer.status, [code, 'malformed_request']]).toEqual([400, expect.arrayContaining([answer.json.code])]);
  });

  test.each([['application/json'], ['image/png'], ['text/plain']])(
    '%s is the wrong content type',
    async (contentType) => {
      const answer = await server.call('POST', '/api/v1/attachments', { raw: { body: '{}', contentType } });
      expect([answer.status, answer.json.code]).toEqual([415, 'unsupported_media_type']);
    },
  );

  test('a caller who goes away in the middle leaves the server well', async () => {
    const { port } = new URL(server.url);
    await new Promise<void>((resolve) => {
      const request = httpRequest({
        port,
        method: 'POST',
        path: '/api/v1/attachments',
        headers: {
          authorization: 'Bearer ada-access-token',
          'content-type': 'multipart/form-data; boundary=b',
          'content-length': 5_000,
        },
      });
      request.on('error', () => {});
      request.on('close', () => resolve());
      request.write('--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc', () =>
        request.destroy(),
      );
    });
    expect((await upload(formOf(['file', blob(5), 'a.png']))).status).toBe(201);
  });
});

describe('reading', () => {
  test.each([
    [`/api/v1/attachments/${ids.attachment}`, 'ada', 'private, max-age=3600', 'same-origin'],
    ['/media/good.token', null, 'no-store', 'cross-origin'],
  ])('%s', async (path, as, cacheControl, resourcePolicy) => {
    const answer = await server.call('GET', path, { as });
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': '4',
      'x-content-type-options': 'nosniff',
      'content-disposition': `inline; filename="Gr__e _2_.png"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%222%22.png`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': cacheControl,
      'cross-origin-resource-policy': resourcePolicy,
    });
  });

  test('a wrong or expired token is a 404 that says so', async () => {
    const answer = await server.call('GET', '/media/other.token', { as: null });
    expect([answer.status, answer.json.detail]).toEqual([404, 'There is no such file, or its address has expired.']);
  });
});

test.each([
  ['photo.png', `inline; filename="photo.png"; filename*=UTF-8''photo.png`],
  ['../../etc/passwd', `inline; filename="passwd"; filename*=UTF-8''passwd`],
  ['C:\\secret\\a.png', `inline; filename="a.png"; filename*=UTF-8''a.png`],
  ['a\r\nSet-Cookie: x=1.png', `inline; filename="aSet-Cookie: x=1.png"; filename*=UTF-8''aSet-Cookie%3A%20x%3D1.png`],
  ['', `inline; filename="file"; filename*=UTF-8''file`],
  ['\u202egnp.exe', `inline; filename="gnp.exe"; filename*=UTF-8''gnp.exe`],
  ['写真.png', `inline; filename="__.png"; filename*=UTF-8''%E5%86%99%E7%9C%9F.png`],
])('the name %j in a header', (name, expected) => {
  expect(inlineDisposition(name)).toBe(expected);
});
