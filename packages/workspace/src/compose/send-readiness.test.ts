import { describe, expect, test } from '@jest/globals';
import type { Preflight } from '../api/types.js';
import { examplePreflight, exampleReassignment } from '../testing/example-preflight.js';
import { confirmationsOf } from './confirmations.js';
import { sendReadiness } from './send-readiness.js';

const nothing: ReadonlySet<string> = new Set();
const viewOf = (preflight: Preflight | undefined, current = true) => ({ preflight, current, error: null });
const situation = { incomplete: null, view: viewOf(examplePreflight()), confirmed: nothing, uploading: false };

describe('Send is disabled only for a reason, and says which', () => {
  test('nothing in the way: ready', () => {
    expect(sendReadiness(situation)).toEqual({ ready: true });
  });

  test('an outcome that nobody has seen yet is waited for', () => {
    expect(sendReadiness({ ...situation, view: viewOf(undefined) })).toMatchObject({ ready: false });
  });

  test('when the question failed, Send asks it again', () => {
    const view = { preflight: undefined, current: false, error: new Error('No answer') };
    expect(sendReadiness({ ...situation, view })).toEqual({ ready: true });
  });

  test('a blocker of a field that was changed since does not hold Send back', () => {
    const blocked = examplePreflight({ blockers: [{ code: 'empty', reason: 'Write a message.', field: 'body' }] });
    expect(sendReadiness({ ...situation, view: viewOf(blocked) })).toMatchObject({ ready: false });
    expect(sendReadiness({ ...situation, view: viewOf(blocked, false) })).toEqual({ ready: true });
  });

  test('a blocker is named', () => {
    const preflight = examplePreflight({ blockers: [{ code: 'quiet', reason: 'It is night there.', field: null }] });
    expect(sendReadiness({ ...situation, view: viewOf(preflight) })).toEqual({
      ready: false,
      missing: 'It is night there.',
    });
  });

  test('E9: where no text may go, a template is asked for, in one sentence', () => {
    const blockers = [
      { code: 'outside_window', reason: 'The customer last wrote long ago.', field: 'channel' as const },
      { code: 'body_empty', reason: 'There is nothing to send.', field: 'body' as const },
    ];
    const preflight = examplePreflight({ blockers, templateOnly: true });
    expect(sendReadiness({ ...situation, view: viewOf(preflight) })).toEqual({
      ready: false,
      missing: 'Choose a template: free text cannot be sent now.',
    });
  });

  test('A13: a confirmation that is missing is asked for, and is enough once given', () => {
    const preflight = exampleReassignment();
    expect(sendReadiness({ ...situation, view: viewOf(preflight) })).toMatchObject({ ready: false });
    const confirmed = new Set(confirmationsOf(preflight).map(({ subject }) => subject));
    expect(sendReadiness({ ...situation, view: viewOf(preflight), confirmed })).toEqual({ ready: true });
  });

  test('A13: a confirmation for one owner does not hold for another', () => {
    const confirmed = new Set(confirmationsOf(exampleReassignment('Mia Novak')).map(({ subject }) => subject));
    const preflight = exampleReassignment('Tom Becker');
    expect(sendReadiness({ ...situation, view: viewOf(preflight), confirmed })).toMatchObject({ ready: false });
  });
});
