import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { environmentVariables } from './configuration/environment-overrides.js';
import type { AccessRule } from './http/access-rule.js';
import { errorKinds } from './problems/error-kinds.js';
import { problemCodes } from './problems/problem-codes.js';
import { startTestServer, type TestServer } from './testing/test-server.test.fixture.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** Cells of the table below a heading, without its head. */
function tableBelow(heading: string): string[][] {
  const section = readme.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

function who(access: AccessRule): string {
  if (access.kind === 'role') return access.anyOf.join(' or ');
  return access.kind === 'signed_in' ? 'signed in' : 'everybody';
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('the table of routes is the code’s', () => {
  const routes = server.server.routes
    .filter(({ hidden, method, url }) => !hidden && method !== 'HEAD' && !url.startsWith('/webhooks/'))
    .map(({ method, url, access }) => [`${method} ${url.replace(/:(\w+)/g, '{$1}')}`, who(access)]);
  const documented = tableBelow('Routes').map(([route, access]) => [route, access]);
  expect(documented).toEqual([...routes, ['ANY /webhooks/{pluginId}/{path}', 'everybody']]);
});

test('the table of errors is the code’s', () => {
  const codes = Object.entries(problemCodes).map(([code, { status, title }]) => [code, String(status), title]);
  expect(tableBelow('Errors').map((row) => row.slice(0, 3))).toEqual(codes);
});

test('the table of the domain’s errors is the code’s', () => {
  const kinds = Object.entries(errorKinds).map(([kind, { status, title }]) => [kind, String(status), title]);
  expect(tableBelow('Errors of the domain')).toEqual(kinds);
});

test('the table of the environment is the code’s', () => {
  const rows = tableBelow('Environment').filter(([variable]) => variable !== 'HAILPOINT_CONFIG');
  expect(rows.map((row) => row.slice(0, 2))).toEqual(Object.entries(environmentVariables));
});
