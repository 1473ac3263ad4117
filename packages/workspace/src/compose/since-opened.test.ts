import { describe, expect, test } from '@jest/globals';
import { sinceOpened } from './since-opened.js';

const opened = { state: 'scheduled', version: 2 } as const;

describe('a scheduled message that is open in the form', () => {
  test('stands as it was opened: nothing is said', () => {
    expect(sinceOpened(opened, opened)).toBeNull();
    expect(sinceOpened(null, null)).toBeNull();
  });

  test('a read from before it was opened is no news', () => {
    expect(sinceOpened(opened, { ...opened, version: 1 })).toBeNull();
  });

  test('changed elsewhere: it can be opened as it is now', () => {
    expect(sinceOpened(opened, { ...opened, version: 3 })).toMatchObject({ canOpen: true });
    expect(sinceOpened(opened, { state: 'needs_attention', version: 3 })).toMatchObject({ canOpen: true });
  });

  test('sent or canceled meanwhile, whatever the version: what was written stays, and goes nowhere', () => {
    for (const state of ['sending', 'sent', 'canceled'] as const) {
      expect(sinceOpened(opened, { state, version: 2 })).toMatchObject({ canOpen: false });
    }
    expect(sinceOpened(opened, { state: 'sent', version: 3 })?.title).toBe('In the meantime: sent');
  });
});
