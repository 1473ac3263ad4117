import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { takeTurn } from './take-turn.js';
import { configure } from './testing/configure.js';

test('the example of the README is valid, and the conversation below it goes as it says', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
  const [{ config: raw }] = parse(yaml).plugins;
  const config = await configure(raw);

  const rows = [...readme.slice(readme.indexOf(yaml)).matchAll(/^\| (.+?) +\| (.+?) +\|$/gm)].slice(2);
  expect(rows.length).toBe(5);
  let state: unknown = null;
  for (const [, customer = '', said = ''] of rows) {
    const answer = takeTurn(config, state, customer);
    state = answer.state;
    const [menu = ''] = said.split(' ... ');
    const wanted = menu.replace(/ \(hands over.*/, '');
    expect(answer.replies.join(' / ').startsWith(wanted)).toBe(true);
    expect(answer.handOff?.reason).toBe(/hands over: (.*?),/.exec(said)?.[1]);
  }
});
