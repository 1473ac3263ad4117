import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { acme } from '../testing/acme-sms-subject.js';
import {
  conversationPolicyBreakers,
  policyBreakers,
  resolverBreakers,
  selectorBreakers,
  validatorBreakers,
  virtualAgentBreakers,
} from '../testing/crm-rule-breakers.js';
import { channelProviderConformance } from './channel-provider-conformance.js';
import type { Conformance } from './conformance.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** The rows of the table of rules below a heading. */
function rulesBelow(heading: string): readonly (readonly (string | undefined)[])[] {
  const [, below = ''] = readme.split(`\n${heading}\n`);
  const [section = ''] = below.split(/\n#{2,3} /);
  const table = section.slice(section.indexOf('| what holds |'));
  return [...table.matchAll(/^\| `([a-z_]+)` +\| (.+?) +\|$/gm)].map(([, id, sentence]) => [id, sentence]);
}

const of = ({ conformance, keepsAll }: { conformance: unknown; keepsAll: unknown }) =>
  (conformance as (Contribution: unknown) => Conformance)(keepsAll);

describe('the README lists the rules', () => {
  test.each([
    ['### `user-document-resolver`', of(resolverBreakers)],
    ['### `recipient-validator`', of(validatorBreakers)],
    ['### `availability-policy`', of(policyBreakers)],
    ['### `conversation-policy`', of(conversationPolicyBreakers)],
    ['### `virtual-agent`', of(virtualAgentBreakers)],
    ['### `sender-selector`', of(selectorBreakers)],
    ['## Channel providers', channelProviderConformance(acme)],
  ])('%s', (heading, { rules }) => {
    expect(rulesBelow(heading)).toEqual(rules.map(({ id, sentence }) => [id, sentence]));
  });
});

test('the example of a channel provider is the one that these tests run', () => {
  const example = readFileSync(new URL('../../src/testing/acme-sms-subject.ts', import.meta.url), 'utf8');
  expect(readme).toContain(example.slice(example.indexOf('const acme')));
});
