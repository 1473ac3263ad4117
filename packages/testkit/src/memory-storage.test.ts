import { describe, expect, test } from '@jest/globals';
import { MemoryStorage } from './memory-storage.js';

describe('memory storage', () => {
  test('keeps copies, lists by prefix, forgets', async () => {
    const storage = new MemoryStorage();
    const value = { list: [1] };
    await storage.set('b/2', value);
    await storage.set('b/1', null);
    await storage.set('a', 'x');
    value.list.push(2);
    expect(await storage.get('b/2')).toEqual({ list: [1] });
    expect(await storage.get('b/1')).toBeNull();
    expect(await storage.get('c')).toBeUndefined();
    expect(await storage.keys('b/')).toEqual(['b/1', 'b/2']);
    await storage.delete('b/1');
    expect(await storage.keys()).toEqual(['a', 'b/2']);
    await expect(storage.set('x', undefined)).rejects.toThrow('no JSON form');
  });
});
