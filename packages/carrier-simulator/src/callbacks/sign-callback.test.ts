import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isCallbackSigned, signCallback } from './sign-callback.js';

const url = 'https://example.test/webhooks/sms-simulator/status';
const body = Buffer.from('{"type":"receipt"}');

describe('signature of a callback', () => {
  test('is the documented one', () => {
    // printf '<url>\n<body>' | openssl dgst -sha256 -hmac secret
    expect(signCallback('secret', url, body)).toBe(
      'sha256=55a09f8dfd91191ddafc4818f5e5756dc5a3482b1e5babdd1ceee56b6a331699',
    );
  });

  test('covers secret, URL and every byte of the body', () => {
    const signature = signCallback('secret', url, body);
    expect(isCallbackSigned('secret', url, body, signature)).toBe(true);
    expect(isCallbackSigned('other', url, body, signature)).toBe(false);
    expect(isCallbackSigned('secret', `${url}?x`, body, signature)).toBe(false);
    expect(isCallbackSigned('secret', url, Buffer.from('{"type":"receipt" }'), signature)).toBe(false);
  });

  test('refuses anything else as a signature', () => {
    expect(isCallbackSigned('secret', url, body, undefined)).toBe(false);
    fc.assert(
      fc.property(fc.string(), (signature) => {
        expect(isCallbackSigned('secret', url, body, signature)).toBe(false);
      }),
    );
  });
});
