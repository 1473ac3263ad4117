import { describe, expect, test } from '@jest/globals';
import { AvailabilityPolicy } from '../../contracts/availability-policy.js';
import { ChannelProvider } from '../../contracts/channel-provider.js';
import { ConversationPolicy } from '../../contracts/conversation-policy.js';
import type { ExtensionPoint } from '../../contracts/extension-point.js';
import { RecipientValidator } from '../../contracts/recipient-validator.js';
import { SenderSelector } from '../../contracts/sender-selector.js';
import { UserDocumentResolver } from '../../contracts/user-document-resolver.js';
import { VirtualAgent } from '../../contracts/virtual-agent.js';
import { createExtensionPoints } from '../create-extension-points.js';
import type { ExtensionPoints } from '../extension-points.js';
import { ManualTime } from '../testing/manual-time.js';
import { MemoryLogger } from '../testing/memory-logger.js';

/** DESIGN.md, section 3: what a contribution that fails means, at every point, whatever way it fails. */

type Work = () => unknown;

/** Much longer than a contribution may keep the process to itself. Milliseconds. */
const blockedMs = 1_000;

/** Give the answers that nobody waits for any more. */
const lateAnswers: ((answer: unknown) => void)[] = [];

const faults: Readonly<Record<string, Work>> = {
  throws: () => {
    throw new Error('boom to +12025550143');
  },
  'answers garbage': () => undefined,
  hangs: () => new Promise(() => {}),
  'answers late': () => new Promise((resolve) => lateAnswers.push(resolve)),
};

/** One question at one point; `good` is what a contribution answers that works. What comes back says what the failure meant. */
interface Question {
  readonly point: ExtensionPoint<never>;
  readonly good: unknown;
  ask(points: ExtensionPoints): Promise<unknown>;
  /** Of a failed contribution `bad`, where a good one comes after it. */
  readonly meaning: unknown;
}

const always = () => true;
const work = (contribution: object) => (contribution as { work: Work }).work() as never;

const questions: Readonly<Record<string, Question>> = {
  'user-document-resolver: skipped, and the answer is marked degraded': {
    point: UserDocumentResolver as never,
    good: { person: 'good' },
    ask: async (points) => {
      const { answer, degraded } = await points.first(UserDocumentResolver as ExtensionPoint<object>, always, work);
      return { answer, degraded: degraded.map(({ plugin }) => plugin) };
    },
    meaning: { answer: { person: 'good' }, degraded: ['bad'] },
  },
  'virtual-agent: skipped': {
    point: VirtualAgent as never,
    good: { say: 'good' },
    ask: async (points) => {
      const { answer, degraded } = await points.first(VirtualAgent as ExtensionPoint<object>, always, work);
      return { answer, degraded: degraded.map(({ plugin }) => plugin) };
    },
    meaning: { answer: { say: 'good' }, degraded: ['bad'] },
  },
  'sender-selector: skipped, and the default order of senders holds': {
    point: SenderSelector as never,
    good: { senderId: 'good', code: 'good', reason: 'Good.' },
    ask: async (points) => {
      const { answer, degraded } = await points.first(SenderSelector as ExtensionPoint<object>, always, work);
      return { answer, degraded: degraded.map(({ plugin }) => plugin) };
    },
    meaning: { answer: { senderId: 'good', code: 'good', reason: 'Good.' }, degraded: ['bad'] },
  },
  'recipient-validator: refused': {
    point: RecipientValidator as never,
    good: { value: 'good' },
    ask: async (points) => {
      const { refusal } = await points.pipeline(RecipientValidator as ExtensionPoint<object>, 'x', always, work);
      return refusal && { plugin: refusal.plugin, code: refusal.code };
    },
    meaning: { plugin: 'bad', code: 'contribution_failed' },
  },
  'availability-policy: unavailable': {
    point: AvailabilityPolicy as never,
    good: { available: true },
    ask: async (points) => {
      const { refusals } = await points.veto(AvailabilityPolicy as ExtensionPoint<object>, always, work);
      return refusals.map(({ plugin, code }) => ({ plugin, code }));
    },
    meaning: [{ plugin: 'bad', code: 'contribution_failed' }],
  },
  'conversation-policy: the send is refused': {
    point: ConversationPolicy as never,
    good: { action: 'good' },
    ask: async (points) => {
      try {
        return points.firstSync(ConversationPolicy as ExtensionPoint<object>, work)?.answer;
      } catch (error) {
        const { code, plugin } = error as { code: string; plugin: string };
        return { code, plugin };
      }
    },
    meaning: { code: 'contribution_failed', plugin: 'bad' },
  },
  'channel-provider: the caller is told how, and decides': {
    point: ChannelProvider as never,
    good: { outcome: 'good' },
    ask: async (points) => {
      const [provider] = points.contributions(ChannelProvider);
      const result = await points.guarded(ChannelProvider, provider!, work);
      return result.status === 'answered' && result.value === undefined ? 'answered garbage' : result.status;
    },
    meaning: expect.stringMatching(/^(failed|late|answered garbage)$/),
  },
};

function house(point: ExtensionPoint<never>, bad: Work, good: unknown) {
  const time = new ManualTime();
  const logger = new MemoryLogger();
  const control = createExtensionPoints({
    clock: time,
    logger,
    timers: time,
    circuitBreaker: { failures: 2, openMs: 60_000 },
  });
  let behaviour = bad;
  const contribution = (work: Work) => [{ point, name: 'x', order: 100, instance: { work } }];
  control.activate([
    { plugin: 'bad', contributions: contribution(() => behaviour()) },
    { plugin: 'good', contributions: contribution(() => good) },
  ]);
  return {
    control,
    time,
    logger,
    recover: () => {
      behaviour = () => good;
    },
    state: () => control.state(point).find(({ plugin }) => plugin === 'bad')!,
    /** Runs it to its end, moving time past every deadline. */
    async ask(question: Question): Promise<unknown> {
      let isOver = false;
      const asking = question.ask(control.points).finally(() => {
        isOver = true;
      });
      while (!isOver) {
        await new Promise((resolve) => setImmediate(resolve));
        if (!isOver) time.advance(point.deadlineMs);
      }
      return asking;
    },
  };
}

describe.each(Object.entries(questions))('%s', (_name, question) => {
  const { point, good, meaning } = question;

  test.each(Object.entries(faults))('one that %s', async (fault, bad) => {
    const here = house(point, bad, good);
    // A promise is no answer where it must be synchronous, whenever it would come.
    expect(await here.ask(question)).toEqual(meaning);
    for (const answer of lateAnswers.splice(0)) answer(good);
    await new Promise((resolve) => setImmediate(resolve));
    const isGarbageAtBorder = point.dispatch === 'keyed' && fault === 'answers garbage';
    // What a carrier's answer must look like, only the caller knows; it leaves the outcome unknown.
    if (isGarbageAtBorder) return;
    expect(here.state()).toMatchObject({ degraded: true, circuit: 'closed' });
    expect(here.state().calls.failed + here.state().calls.late).toBe(1);
    expect(JSON.stringify(here.logger.entries)).not.toContain('2025550143');

    // The second failure in a row opens the breaker: it is not called, and its point's policy holds all the same.
    expect(await here.ask(question)).toEqual(meaning);
    expect(here.state()).toMatchObject({ degraded: true, circuit: 'open' });
    const callsBefore = here.state().calls;
    const whileOpen = await here.ask(question);
    expect(whileOpen).toEqual(point.dispatch === 'keyed' ? 'open' : meaning);
    expect(here.state().calls).toEqual(callsBefore);

    // After a rest it is tried again; when that goes well, all is as before.
    here.recover();
    here.time.advance(60_000);
    expect(await here.ask(question)).not.toEqual(meaning);
    expect(here.state()).toMatchObject({ degraded: false, circuit: 'closed' });
  });

  test('one that blocks the process answers all the same, is named, and is cut off when it goes on', async () => {
    const block = () => {
      // The thread does nothing else meanwhile, as in a loop without end, but leaves the processor to others.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, blockedMs);
      return good;
    };
    const here = house(point, block, good);
    const answered = await here.ask(question);
    expect(answered).not.toEqual(meaning);
    expect(here.state()).toMatchObject({ degraded: true, calls: { blocked: 1, lastFailure: { how: 'blocked' } } });
    expect(here.logger.entries).toContainEqual(
      expect.objectContaining({
        message: 'contribution blocked the process',
        fields: expect.objectContaining({ plugin: 'bad', contribution: 'x', point: point.id }),
      }),
    );
    await here.ask(question);
    expect(here.state().circuit).toBe('open');
    expect(await here.ask(question)).toEqual(point.dispatch === 'keyed' ? 'open' : meaning);
    here.recover();
    here.time.advance(60_000);
    await here.ask(question);
    expect(here.state()).toMatchObject({ degraded: false, circuit: 'closed' });
  });
});

test('the table speaks of every point there is', async () => {
  const { knownPoints } = await import('../known-points.js');
  expect(
    Object.values(questions)
      .map(({ point }) => point.id)
      .sort(),
  ).toEqual(knownPoints.map(({ id }) => id).sort());
});
