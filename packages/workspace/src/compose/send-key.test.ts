import { describe, expect, test } from '@jest/globals';
import { keyFor } from './send-key.js';

describe('the idempotency key', () => {
  test('stays while the same thing is tried again', () => {
    const first = keyFor({ body: 'Hello' }, null);
    expect(first.key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(keyFor({ body: 'Hello' }, first)).toBe(first);
  });

  test('is another for another content', () => {
    const first = keyFor({ body: 'Hello' }, null);
    expect(keyFor({ body: 'Hello!' }, first).key).not.toBe(first.key);
  });
});
