import { describe, expect, test } from '@jest/globals';
import { AvailabilityPolicy } from '../../contracts/availability-policy.js';
import type { CallContext } from '../../contracts/call-context.js';
import { ChannelProvider } from '../../contracts/channel-provider.js';
import { ConversationPolicy } from '../../contracts/conversation-policy.js';
import type { ExtensionPoint } from '../../contracts/extension-point.js';
import { RecipientValidator } from '../../contracts/recipient-validator.js';
import { UserDocumentResolver } from '../../contracts/user-document-resolver.js';
import { createExtensionPoints } from '../create-extension-points.js';
import { ManualTime } from '../testing/manual-time.js';
import { MemoryLogger } from '../testing/memory-logger.js';
import { ContributionFailedError, DispatchAbortedError, ForeignContributionError } from './dispatch-errors.js';
import { PluginCalls } from './plugin-calls.js';

type Work = (context: CallContext) => unknown;
interface Stub {
  readonly select?: () => unknown;
  readonly work: Work;
}

const never = () => new Promise<never>(() => {});
const failing: readonly [string, Stub, string][] = [
  [
    'throws',
    {
      work: () => {
        throw new Error('boom to +12025550143');
      },
    },
    'failed',
  ],
  [
    'rejects',
    {
      work: async () => {
        throw new Error('boom to +12025550143');
      },
    },
    'failed',
  ],
  ['answers undefined', { work: () => undefined }, 'failed'],
  ['answers undefined later', { work: async () => undefined }, 'failed'],
  ['never answers', { work: never }, 'late'],
  [
    'has a selector that throws',
    {
      select: () => {
        throw new Error('no');
      },
      work: () => null,
    },
    'failed',
  ],
  ['has an async selector', { select: async () => true, work: () => null }, 'failed'],
];

function host<C extends object>(point: ExtensionPoint<C>, stubs: Record<string, Stub>) {
  const time = new ManualTime();
  const logger = new MemoryLogger();
  const control = createExtensionPoints({
    clock: time,
    logger,
    timers: time,
    circuitBreaker: { failures: 2, openMs: 60_000 },
  });
  const calls = Object.fromEntries(Object.keys(stubs).map((plugin) => [plugin, new PluginCalls()]));
  control.activate(
    Object.entries(stubs).map(([plugin, instance]) => ({
      plugin,
      calls: calls[plugin] as PluginCalls,
      contributions: [{ point, name: 'x', order: 100, instance }],
    })),
  );
  const select = (stub: C) => ((stub as Stub).select?.() ?? true) as boolean;
  const work = (stub: C, context: CallContext) => (stub as Stub).work(context) as never;
  /** Runs it to its end, moving time past every deadline. */
  async function toEnd<T>(run: Promise<T>): Promise<T> {
    let done = false;
    const mark = () => {
      done = true;
    };
    run.then(mark, mark);
    for (let turn = 0; turn < 20 && !done; turn += 1) await time.advanceAfterWork(point.deadlineMs);
    return run;
  }
  return { time, logger, control, points: control.points, calls, select, work, toEnd };
}

describe('first', () => {
  test('the first in order that is valid and does not answer null; the rest is not asked', async () => {
    const asked: string[] = [];
    const note = (name: string, answer: unknown): Stub => ({
      work: () => {
        asked.push(name);
        return answer;
      },
    });
    const { points, select, work, logger } = host(UserDocumentResolver, {
      d: note('d', 'late one'),
      c: note('c', 'answer'),
      b: note('b', null),
      a: { ...note('a', 'not for me'), select: () => false },
    });
    const result = await points.first(UserDocumentResolver, select, work);
    expect(result).toMatchObject({ answer: 'answer', answeredBy: { plugin: 'c', contribution: 'x' }, degraded: [] });
    expect(asked).toEqual(['b', 'c']);
    expect(result.trace.map(({ plugin, verdict }) => [plugin, verdict])).toEqual([
      ['a', 'not_valid'],
      ['b', 'passed'],
      ['c', 'answered'],
    ]);
    expect(logger.entries).toContainEqual(
      expect.objectContaining({ level: 'debug', message: 'extension point asked' }),
    );
  });

  test.each(failing)('one that %s is skipped, and the answer is marked degraded', async (_how, stub, verdict) => {
    const { points, select, work, toEnd, time } = host(UserDocumentResolver, { a: stub, b: { work: () => 'answer' } });
    const result = await toEnd(points.first(UserDocumentResolver, select, work));
    expect(result.answer).toBe('answer');
    expect(result.degraded).toEqual([{ plugin: 'a', contribution: 'x' }]);
    expect(result.trace[0]).toMatchObject({ plugin: 'a', verdict });
    expect(time.pending).toBe(0);
  });

  test('nobody there is an answer', async () => {
    const { points, select, work } = host(UserDocumentResolver, {});
    expect(await points.first(UserDocumentResolver, select, work)).toEqual({
      answer: null,
      answeredBy: null,
      degraded: [],
      trace: [],
    });
  });

  test('no address of a thrown error is in trace or log', async () => {
    const { points, select, work, logger } = host(UserDocumentResolver, { a: failing[0]?.[1] as Stub });
    const result = await points.first(UserDocumentResolver, select, work);
    expect(JSON.stringify(result) + logger.text()).not.toContain('12025550143');
    expect(logger.entries).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        message: 'contribution failed',
        fields: expect.objectContaining({ plugin: 'a', contribution: 'x' }),
      }),
    );
  });
});

describe('firstSync', () => {
  const decide = (stub: object) => (stub as Stub).work(undefined as never) as never;

  test('the first that does not answer null', () => {
    const { points } = host(ConversationPolicy, {
      a: { work: () => null },
      b: { work: () => 'plan' },
      c: { work: () => 'other' },
    });
    expect(points.firstSync(ConversationPolicy, decide)).toEqual({
      answer: 'plan',
      answeredBy: { plugin: 'b', contribution: 'x' },
    });
  });

  test.each(failing.slice(0, 4))('one that %s is a ContributionFailedError that names it', (_how, stub) => {
    const { points, logger } = host(ConversationPolicy, { a: stub, b: { work: () => 'plan' } });
    const call = () => points.firstSync(ConversationPolicy, decide);
    expect(call).toThrow(ContributionFailedError);
    expect(call).toThrow(/"a"/);
    expect(logger.entries).toContainEqual(
      expect.objectContaining({ level: 'warn', fields: expect.objectContaining({ plugin: 'a' }) }),
    );
  });
});

describe('pipeline', () => {
  const call = (stub: object, value: string, context: CallContext) =>
    ((stub as Stub).work as unknown as (value: string, context: CallContext) => never)(value, context);
  const add = (letter: string): Stub => ({ work: ((value: string) => ({ value: value + letter })) as never });

  test('each gets what the one before made', async () => {
    const { points, select } = host(RecipientValidator, {
      a: add('a'),
      b: { ...add('b'), select: () => false },
      c: add('c'),
    });
    const result = await points.pipeline(RecipientValidator, '-', select, call);
    expect(result).toMatchObject({ value: '-ac', validated: 2, refusal: null });
  });

  test('the first refusal ends it', async () => {
    const refuse: Stub = { work: () => ({ code: 'too_short', reason: 'Too short.' }) };
    const { points, select } = host(RecipientValidator, { a: add('a'), b: refuse, c: add('c') });
    const result = await points.pipeline(RecipientValidator, '-', select, call);
    expect(result).toMatchObject({
      value: '-a',
      validated: 1,
      refusal: { plugin: 'b', code: 'too_short', reason: 'Too short.' },
    });
    expect(result.trace).toHaveLength(2);
  });

  test('nobody valid validates nothing: the caller refuses', async () => {
    const { points, select } = host(RecipientValidator, { a: { ...add('a'), select: () => false } });
    expect(await points.pipeline(RecipientValidator, '-', select, call)).toMatchObject({
      value: '-',
      validated: 0,
      refusal: null,
    });
  });

  test.each([...failing, ['refuses without a reason', { work: () => ({ code: 'x' }) }, 'failed'] as const])(
    'one that %s refuses (fails closed)',
    async (_how, stub, verdict) => {
      const { points, select, toEnd } = host(RecipientValidator, { a: stub, b: add('b') });
      const result = await toEnd(points.pipeline(RecipientValidator, '-', select, call));
      expect(result.refusal).toMatchObject({
        plugin: 'a',
        code: 'contribution_failed',
        reason: expect.stringContaining('"a"'),
      });
      expect(result).toMatchObject({ value: '-', validated: 0 });
      expect(result.trace).toMatchObject([{ verdict }]);
    },
  );
});

describe('veto', () => {
  const no: Stub = { work: async () => ({ available: false, code: 'quiet_hours', reason: 'It is night.' }) };
  const yes: Stub = { work: () => ({ available: true }) };

  test('all valid ones are asked, every no is kept with its reason and its answer', async () => {
    const { points, select, work } = host(AvailabilityPolicy, {
      a: no,
      b: yes,
      c: { ...no, select: () => false },
      d: no,
    });
    const result = await points.veto(AvailabilityPolicy, select, work);
    expect(result.refusals).toEqual(
      ['a', 'd'].map((plugin) => ({
        plugin,
        contribution: 'x',
        code: 'quiet_hours',
        reason: 'It is night.',
        answer: { available: false, code: 'quiet_hours', reason: 'It is night.' },
      })),
    );
    expect(result.trace.map(({ verdict }) => verdict)).toEqual(['refused', 'allowed', 'not_valid', 'refused']);
  });

  test.each([
    ...failing,
    ['answers a bare true', { work: () => true }, 'failed'] as const,
    ['refuses without a reason', { work: () => ({ available: false }) }, 'failed'] as const,
  ])('one that %s refuses (fails closed), and the others are still heard', async (_how, stub, verdict) => {
    const { points, select, work, toEnd } = host(AvailabilityPolicy, { a: stub, b: no });
    const result = await toEnd(points.veto(AvailabilityPolicy, select, work));
    expect(result.refusals).toMatchObject([
      { plugin: 'a', code: 'contribution_failed' },
      { plugin: 'b', code: 'quiet_hours' },
    ]);
    expect(result.trace[0]).toMatchObject({ plugin: 'a', verdict });
  });

  test('all are asked at the same time, and share one deadline', async () => {
    const { points, select, work, time } = host(AvailabilityPolicy, {
      a: { work: never },
      b: { work: never },
      c: { work: never },
    });
    const run = points.veto(AvailabilityPolicy, select, work);
    expect(time.timersSet).toBe(1);
    await time.advanceAfterWork(AvailabilityPolicy.deadlineMs);
    expect((await run).trace.map(({ verdict }) => verdict)).toEqual(['late', 'late', 'late']);
  });
});

describe('guarded', () => {
  const send = (stub: object, context: CallContext) => (stub as Stub).work(context) as never;

  test.each([
    ['answers', { work: async () => 'sent' }, { status: 'answered', value: 'sent' }],
    ['throws', failing[0]?.[1] as Stub, { status: 'failed', error: expect.any(Error) }],
    ['never answers', { work: never }, { status: 'late' }],
  ])('one that %s: the caller decides', async (_how, stub, expected) => {
    const { points, toEnd } = host(ChannelProvider, { a: stub });
    const [active] = points.contributions(ChannelProvider);
    const result = await toEnd(points.guarded(ChannelProvider, active as never, send));
    expect(result).toMatchObject(expected);
  });

  test('the caller may set another deadline', async () => {
    const { points, time } = host(ChannelProvider, { a: { work: never } });
    const [active] = points.contributions(ChannelProvider);
    const run = points.guarded(ChannelProvider, active as never, send, { deadlineMs: 5 });
    await time.advanceAfterWork(5);
    expect(await run).toMatchObject({ status: 'late' });
  });

  test('after failures in a row it is not called until a while has passed', async () => {
    let calls = 0;
    const stub: Stub = {
      work: () => {
        calls += 1;
        if (calls <= 2) throw new Error('down');
        return 'sent';
      },
    };
    const { points, time } = host(ChannelProvider, { a: stub });
    const [active] = points.contributions(ChannelProvider);
    const call = () => points.guarded(ChannelProvider, active as never, send);
    expect([(await call()).status, (await call()).status, (await call()).status]).toEqual(['failed', 'failed', 'open']);
    expect(await call()).toEqual(expect.objectContaining({ status: 'open', retryAfterMs: 60_000 }));
    expect(calls).toBe(2);
    time.advance(60_000);
    expect(await call()).toMatchObject({ status: 'answered', value: 'sent' });
  });

  test('how its calls went can be seen without calling it', async () => {
    let down = true;
    const stub: Stub = {
      work: () => {
        if (down) throw new Error('down');
        return 'sent';
      },
    };
    const { points, time } = host(ChannelProvider, { a: stub });
    const [active] = points.contributions(ChannelProvider);
    const call = () => points.guarded(ChannelProvider, active as never, send);
    expect(active?.health).toEqual({ circuit: 'closed', failuresInARow: 0, lastFailureAt: null });
    await call();
    expect(active?.health).toEqual({ circuit: 'closed', failuresInARow: 1, lastFailureAt: time.now() });
    const failedAt = time.now();
    await call();
    expect(active?.health).toEqual({ circuit: 'open', failuresInARow: 2, lastFailureAt: failedAt });
    time.advance(60_000);
    expect(active?.health.circuit).toBe('half_open');
    down = false;
    await call();
    expect(active?.health).toEqual({ circuit: 'closed', failuresInARow: 0, lastFailureAt: failedAt });
  });

  test('a copy of a contribution, or one of another point, is refused', async () => {
    const { points } = host(ChannelProvider, { a: { work: () => 'sent' } });
    const [active] = points.contributions(ChannelProvider);
    await expect(points.guarded(ChannelProvider, { ...active } as never, send)).rejects.toThrow(
      ForeignContributionError,
    );
    await expect(points.guarded(AvailabilityPolicy, active as never, send)).rejects.toThrow(ForeignContributionError);
  });

  test('one whose plugin has stopped was not called', async () => {
    const { points, calls } = host(ChannelProvider, { a: { work: () => 'sent' } });
    const [active] = points.contributions(ChannelProvider);
    calls['a']?.close();
    expect(await points.guarded(ChannelProvider, active as never, send)).toMatchObject({ status: 'open' });
  });
});

describe('guards', () => {
  test('synchronous answers set no timer', async () => {
    const sync: Stub = { work: () => null };
    const { points, select, work, time } = host(UserDocumentResolver, { a: sync, b: sync, c: sync });
    await points.first(UserDocumentResolver, select, work);
    expect(time.timersSet).toBe(0);
  });

  test('asked in turn, each has the whole deadline, and one timer serves them all', async () => {
    const slow = (answer: unknown): Stub => ({
      work: () => new Promise((resolve) => time.set(() => resolve(answer), UserDocumentResolver.deadlineMs - 1)),
    });
    const { points, select, work, time } = host(UserDocumentResolver, {
      a: slow(null),
      b: slow(null),
      c: { work: never },
      d: slow('answer'),
    });
    const run = points.first(UserDocumentResolver, select, work);
    for (let turn = 0; turn < 2; turn += 1) await time.advanceAfterWork(UserDocumentResolver.deadlineMs - 1);
    await time.advanceAfterWork(UserDocumentResolver.deadlineMs);
    await time.advanceAfterWork(UserDocumentResolver.deadlineMs - 1);
    const result = await run;
    expect(result.trace.map(({ verdict }) => verdict)).toEqual(['passed', 'passed', 'late', 'answered']);
    expect(time.timersSet).toBe(3 + 1);
    expect(time.pending).toBe(0);
  });

  test('one signal per dispatch; only after a deadline a fresh one', async () => {
    const signals: AbortSignal[] = [];
    const keep = (work: () => unknown): Stub => ({
      work: ({ signal }) => {
        signals.push(signal);
        return work();
      },
    });
    const { points, select, work, toEnd } = host(UserDocumentResolver, {
      a: keep(async () => null),
      b: keep(never),
      c: keep(async () => null),
      d: keep(() => 'answer'),
    });
    const result = await toEnd(points.first(UserDocumentResolver, select, work));
    expect(result.answer).toBe('answer');
    expect(signals[0]).toBe(signals[1]);
    expect(signals[2]).toBe(signals[3]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, false, false]);
  });

  test('one that answers the abort of its signal with a throw was late, it did not fail', async () => {
    const obedient: Stub = {
      work: ({ signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    };
    const { points, select, work, toEnd } = host(AvailabilityPolicy, { a: obedient, b: obedient });
    const result = await toEnd(points.veto(AvailabilityPolicy, select, work));
    expect(result.trace.map(({ verdict }) => verdict)).toEqual(['late', 'late']);
  });

  test('a signal that is first looked at after the deadline is aborted', async () => {
    let context: CallContext | undefined;
    const { points, select, work, toEnd } = host(UserDocumentResolver, {
      a: {
        work: (given) => {
          context = given;
          return never();
        },
      },
    });
    await toEnd(points.first(UserDocumentResolver, select, work));
    expect(context?.signal.aborted).toBe(true);
  });

  test('the caller gives up: signal aborted, dispatch rejected, nobody else asked, no blame', async () => {
    const caller = new AbortController();
    let signal: AbortSignal | undefined;
    let asked = false;
    const { points, select, work, control } = host(UserDocumentResolver, {
      a: {
        work: (context) => {
          signal = context.signal;
          return never();
        },
      },
      b: {
        work: () => {
          asked = true;
          return 'answer';
        },
      },
    });
    const run = points.first(UserDocumentResolver, select, work, { signal: caller.signal });
    caller.abort();
    await expect(run).rejects.toThrow(DispatchAbortedError);
    expect(signal?.aborted).toBe(true);
    expect(asked).toBe(false);
    expect(control.state(UserDocumentResolver)[0]).toMatchObject({ circuit: 'closed' });
    await expect(points.first(UserDocumentResolver, select, work, { signal: caller.signal })).rejects.toThrow(
      DispatchAbortedError,
    );
  });

  test('an open circuit counts as a failure of the contribution', async () => {
    const { points, select, work } = host(AvailabilityPolicy, { a: failing[0]?.[1] as Stub });
    const ask = () => points.veto(AvailabilityPolicy, select, work);
    await ask();
    await ask();
    const result = await ask();
    expect(result.trace).toMatchObject([{ verdict: 'failed', code: 'circuit_open' }]);
    expect(result.refusals).toMatchObject([{ code: 'contribution_failed' }]);
  });

  test('what nobody waits for any more stays in flight until it ends', async () => {
    let finish: (value: unknown) => void = () => {};
    const slow: Stub = {
      work: () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    };
    const { points, select, work, toEnd, calls } = host(UserDocumentResolver, { a: slow });
    await toEnd(points.first(UserDocumentResolver, select, work));
    expect(calls['a']?.inFlight).toBe(1);
    let idle = false;
    const waiting = calls['a']?.idle().then(() => {
      idle = true;
    });
    await Promise.resolve();
    expect(idle).toBe(false);
    finish(null);
    await waiting;
    expect(calls['a']?.inFlight).toBe(0);
  });
});

describe('snapshots', () => {
  test('a dispatch goes on with what it captured, and keeps it from being idle', async () => {
    let answerFirst: (value: unknown) => void = () => {};
    const { points, select, work, control, calls } = host(UserDocumentResolver, {
      a: {
        work: () =>
          new Promise((resolve) => {
            answerFirst = resolve;
          }),
      },
      b: { work: () => 'answer' },
    });
    const run = points.first(UserDocumentResolver, select, work);
    control.deactivate(['b']);
    expect(points.contributions(UserDocumentResolver).map(({ plugin }) => plugin)).toEqual(['a']);
    expect(calls['b']?.inFlight).toBe(1);
    answerFirst(null);
    expect(await run).toMatchObject({ answer: 'answer', answeredBy: { plugin: 'b' } });
    expect(calls['b']?.inFlight).toBe(0);
  });

  test('are a snapshot: the same until something changes, and never changed themselves', () => {
    const { points, control } = host(UserDocumentResolver, { a: { work: () => null } });
    const before = points.contributions(UserDocumentResolver);
    expect(points.contributions(UserDocumentResolver)).toBe(before);
    expect(points.contributions(ChannelProvider)).toHaveLength(0);
    expect(points.contributions(UserDocumentResolver)).toBe(before);
    expect(before.every((slot) => Object.isFrozen(slot))).toBe(true);
    control.deactivate(['a']);
    expect(before).toHaveLength(1);
    expect(points.contributions(UserDocumentResolver)).toHaveLength(0);
  });

  test('have their instances in an array of their own: the same ones, in the same order, until something changes', () => {
    const { points, control } = host(UserDocumentResolver, { a: { work: () => null }, b: { work: () => null } });
    const before = points.instances(UserDocumentResolver);
    expect(before).toHaveLength(2);
    expect(before).toEqual(points.contributions(UserDocumentResolver).map(({ instance }) => instance));
    expect(points.instances(ChannelProvider)).toHaveLength(0);
    expect(points.instances(UserDocumentResolver)).toBe(before);
    // Another copy of the kernel has the same point as another object.
    expect(points.instances({ ...UserDocumentResolver })).toBe(before);
    control.deactivate(['a']);
    expect(before).toHaveLength(2);
    expect(points.instances(UserDocumentResolver)).toEqual([before[1]]);
  });
});
