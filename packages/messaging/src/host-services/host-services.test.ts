import { ManualTime } from '@hailpoint/kernel/host';
import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { DomainHostServices } from '../messaging.js';
import { insertUser } from '../testing/conversation-rows.js';
import { createHostServices } from './create-host-services.js';

describeStores('host services', (suite) => {
  let services: DomainHostServices;

  beforeEach(() => {
    services = createHostServices(suite.store, { localUrl: () => 'http://127.0.0.1:7420' }, new ManualTime());
  });

  describe('directory', () => {
    test('finds a person by their reference, with what is known and nothing else', async () => {
      const clara = await insertUser(suite.store, 'Clara', { phone: '+12025550143' });
      expect(await services.directory.findPerson({ source: 'hailpoint', id: clara })).toEqual({
        id: clara,
        reference: { source: 'hailpoint', id: clara },
        kind: 'consumer',
        name: 'Clara',
        addresses: [{ kind: 'phone', value: '+12025550143', label: 'Mobile' }],
      });
      const known = { country: 'BR', location: 'BR-SP', time_zone: 'America/Sao_Paulo', language: 'pt-BR' };
      await suite.store.query.updateTable('users').set(known).where('id', '=', clara).execute();
      await suite.store.query.updateTable('user_addresses').set({ country: 'BR' }).execute();
      expect(await services.directory.findPerson({ source: 'hailpoint', id: clara })).toMatchObject({
        addresses: [{ country: 'BR' }],
        country: 'BR',
        location: 'BR-SP',
        timeZone: 'America/Sao_Paulo',
        language: 'pt-BR',
      });
    });

    test('nobody has the reference', async () => {
      const clara = await insertUser(suite.store, 'Clara');
      expect(await services.directory.findPerson({ source: 'crm', id: clara })).toBeNull();
      expect(await services.directory.findPerson({ source: 'hailpoint', id: 'no id' })).toBeNull();
    });
  });

  describe('storage', () => {
    test.each([[{ a: [1, null, 'x'] }], ['text'], [0], [false], [null]])('keeps %j', async (value) => {
      const storage = services.storage('plugin-a');
      await storage.set('key', 'former');
      await storage.set('key', value);
      expect(await storage.get('key')).toEqual(value);
    });

    test('each plugin has its own namespace', async () => {
      await services.storage('plugin-a').set('key', 'a');
      await services.storage('plugin-b').set('key', 'b');
      expect(await services.storage('plugin-a').get('key')).toBe('a');
      await services.storage('plugin-a').delete('key');
      expect(await services.storage('plugin-a').get('key')).toBeUndefined();
      expect(await services.storage('plugin-b').get('key')).toBe('b');
    });

    test('lists keys by prefix, taken as it is, sorted by code point', async () => {
      const storage = services.storage('plugin-a');
      for (const key of ['b', 'a_2', 'a%1', 'ä', 'B', 'a_1']) await storage.set(key, 1);
      expect(await storage.keys()).toEqual(['B', 'a%1', 'a_1', 'a_2', 'b', 'ä']);
      expect(await storage.keys('a_')).toEqual(['a_1', 'a_2']);
      expect(await storage.keys('a%')).toEqual(['a%1']);
      expect(await services.storage('plugin-b').keys()).toEqual([]);
    });

    test.each([
      ['undefined', undefined],
      ['a function', () => 1],
      ['a NUL character', 'a\0b'],
      ['a million characters and more', 'x'.repeat(1_000_001)],
    ])('refuses %s, naming the plugin', async (_, value) => {
      await expect(services.storage('plugin-a').set('key', value)).rejects.toMatchObject({
        code: 'invalid_storage_value',
        message: expect.stringContaining('plugin-a'),
      });
    });

    test('refuses keys that are empty, too long or hold a NUL', async () => {
      const storage = services.storage('plugin-a');
      for (const key of ['', 'x'.repeat(201), 'a\0'])
        await expect(storage.get(key)).rejects.toMatchObject({ code: 'invalid_storage_value' });
    });
  });

  describe('public addresses', () => {
    test('without a public URL they are those of this process', () => {
      const urls = services.publicUrls('sms-simulator');
      expect([urls.isPublic, urls.webhook('/status?a=1')]).toEqual([
        false,
        'http://127.0.0.1:7420/webhooks/sms-simulator/status?a=1',
      ]);
      expect(() => urls.webhook('status')).toThrow('begins with a slash');
    });

    test('with one they are below it', () => {
      const settings = { publicUrl: 'https://hail.example/app', localUrl: () => 'http://127.0.0.1:7420' };
      const urls = createHostServices(suite.store, settings, new ManualTime()).publicUrls('sms-twilio');
      expect([urls.isPublic, urls.webhook('/inbound')]).toEqual([
        true,
        'https://hail.example/app/webhooks/sms-twilio/inbound',
      ]);
    });
  });
});
