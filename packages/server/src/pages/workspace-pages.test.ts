import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../testing/test-server.test.fixture.js';

let directory: string;
let server: TestServer;
beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'hailpoint-pages-'));
  mkdirSync(path.join(directory, 'pages', 'assets'), { recursive: true });
  writeFileSync(path.join(directory, 'pages', 'index.html'), '<!doctype html><title>Workspace</title>');
  writeFileSync(path.join(directory, 'pages', 'favicon.svg'), '<svg/>');
  writeFileSync(path.join(directory, 'pages', 'assets', 'main-abc123.js'), 'export {}');
  writeFileSync(path.join(directory, 'secret.txt'), 'secret');
  server = await startTestServer({ workspaceDirectory: path.join(directory, 'pages') });
});
afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true });
});

const get = (address: string) => server.call('GET', address, { as: null });

describe('the pages', () => {
  test.each(['/', '/interactions/IMS0000001', '/admin/plugins', '/lists/my?view=all', '/index.html', '/a.b/c'])(
    '%s is the workspace',
    async (address) => {
      const answer = await get(address);
      expect([answer.status, answer.text]).toEqual([200, '<!doctype html><title>Workspace</title>']);
      expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      expect(answer.headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe/);
    },
  );

  test('hashed assets are kept for ever, other files are asked for again', async () => {
    const asset = await get('/assets/main-abc123.js');
    expect([asset.status, asset.text, asset.headers.get('cache-control')]).toEqual([
      200,
      'export {}',
      'public, max-age=31536000, immutable',
    ]);
    expect(asset.headers.get('content-type')).toMatch(/javascript/);
    const icon = await get('/favicon.svg');
    expect([icon.text, icon.headers.get('cache-control')]).toEqual(['<svg/>', 'no-cache']);
  });

  test.each(['/api/v1/nothing', '/api', '/assets/none.js', '/webhooks', '/media', '/health/nothing', '/sign-in'])(
    '%s is not a page',
    async (address) => {
      const answer = await get(address);
      expect([answer.status, answer.json?.code]).toEqual([404, 'not_found']);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    },
  );

  test('the API stays itself: wrong methods are 405 beside the pages', async () => {
    const answer = await server.call('GET', '/api/v1/interactions/IMS0000001/close');
    expect([answer.status, answer.json.code]).toEqual([405, 'method_not_allowed']);
    expect((await server.call('POST', '/', { body: {} })).status).toBe(404);
  });

  test.each(['/assets/../../secret.txt', '/assets/..%2f..%2fsecret.txt', '/%2e%2e/secret.txt', '/..%5csecret.txt'])(
    '%s leads to nothing outside',
    async (address) => {
      const { hostname, port } = new URL(server.url);
      const { request } = await import('node:http');
      const text = await new Promise<string>((resolve, reject) => {
        // fetch would tidy the address up before it sends it.
        request({ hostname, port, path: address }, (response) => {
          let body = '';
          response.on('data', (chunk) => {
            body += String(chunk);
          });
          response.on('end', () => resolve(body));
        })
          .on('error', reject)
          .end();
      });
      expect(text).not.toContain('secret');
    },
  );
});
