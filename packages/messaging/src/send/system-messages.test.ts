import { describe, expect, test } from '@jest/globals';
import { sourcesOf } from '../testing/sources.js';
import { systemMessages } from './system-messages.js';

const sources = sourcesOf();

const filesWith = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

describe('E5: what the system writes to a customer', () => {
  test('is queued by the files of the list and by no other', () => {
    const queuing = filesWith(/queue-message\.js'/).filter((path) => filesWith(/'system'/).includes(path));
    expect(queuing).toContain('follow-ups/carry-out-follow-up.ts');
    expect(systemMessages.map(({ queuedBy }) => queuedBy)).toEqual(expect.arrayContaining(queuing));
  });

  test('goes through the one door that texts without an agent go through', () => {
    const writing = filesWith(/INSERT INTO messages\b|insertInto\('messages'\)/);
    expect(writing.sort()).toEqual([
      // Sample data, which is never sent.
      'demo-data/import-messages.ts',
      // What customers write.
      'inbound/append-inbound.ts',
      'send/queue-message.ts',
      // What agents write.
      'send/send-statements.ts',
    ]);
    const agents = sources.find(({ path }) => path === 'send/send-statements.ts')?.text ?? '';
    const authors = [...agents.matchAll(/'outbound', '(\w+)'/g)].map((match) => match[1]);
    expect(new Set(authors)).toEqual(new Set(['agent']));
  });
});
