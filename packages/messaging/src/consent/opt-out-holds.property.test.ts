import { type OutboundMessage, type SendOutcome, VirtualAgent } from '@hailpoint/kernel';
import { newId } from '@hailpoint/store';
import { describeStores, resetStore } from '@hailpoint/store/testing';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DeliveryWorker } from '../delivery/delivery-worker.js';
import { FollowUpWorker } from '../follow-ups/follow-up-worker.js';
import { DatabaseMessageService } from '../look-up/database-message-service.js';
import { LookUpWorker } from '../look-up/look-up-worker.js';
import type { Actor } from '../messaging.js';
import { recordReceipt } from '../receipts/record-receipt.js';
import { ScheduledWorker } from '../scheduled/scheduled-worker.js';
import { AskableCarrier } from '../testing/askable-carrier.js';
import { claimDue } from '../testing/claim-due.js';
import { ConsentWorld } from '../testing/consent-world.js';
import { ScriptedVirtualAgent } from '../testing/scripted-virtual-agent.js';
import { silentLogger } from '../testing/test-points.js';
import { VirtualAgentWorker } from '../virtual-agent/virtual-agent-worker.js';
import { recordLift, recordOptOut } from './record-consent.js';

/** Which senders are one for an opt-out. */
const groups = { support: 'default', sales: 'default', news: 'marketing' } as const;
type SenderId = keyof typeof groups;
const senderIds = Object.keys(groups) as SenderId[];

const minute = 60_000;
const confirmation = 'Opt-out confirmed.';
/** In some of the languages. */
const stopWords = ['STOP', 'Stopp', 'BAJA', 'Sair', 'ARRÊT', 'unsubscribe', 'opt out'];
const startWords = ['START', 'unstop', 'Subscribe'];

const nth = fc.nat(1);
/** Whom it is about: one of two people of one number each, in one of two ways to write it, and one of our senders. */
const about = fc.record({ subscriber: nth, spelling: nth, sender: fc.constantFrom(...senderIds) });
/** What a carrier does with messages to one of the two; it takes all others. */
const carrierDoes = fc.constantFrom(
  'takes',
  'takes',
  'busy',
  'loses',
  'takes and breaks',
  'refuses',
  'opted out',
  'is overtaken',
);
/** Minutes between its arrival and its processing. */
const late = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 40 }) },
);

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constant('compose' as const), about, person: fc.option(nth) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('reply' as const), about }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('schedule' as const),
      about,
      person: nth,
      minutes: fc.integer({ min: 1, max: 20 }),
    }),
  },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('deliver' as const), subscriber: nth, carrier: carrierDoes }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('die after claiming' as const) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('look up' as const) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('send again' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('text' as const),
      about,
      body: fc.constantFrom('Hello?', 'HELP', 'Please stop calling'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('stop' as const), about, word: fc.constantFrom(...stopWords), late }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('start' as const), about, word: fc.constantFrom(...startWords), late }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('refuse by receipt' as const), index: fc.nat(5) }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('record' as const), about, action: fc.constantFrom('opt out', 'lift') }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('virtual agent' as const) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 25 }) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('all at once' as const), about, person: nth }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Sequences that chance alone hits too rarely. */
const motif = fc
  .record({ about, person: nth, word: fc.constantFrom(...stopWords), which: fc.nat(8) })
  .map(({ about: whom, person, word, which }): Step[] => {
    const deliver = (carrier: typeof carrierDoes extends fc.Arbitrary<infer T> ? T : never): Step => ({
      does: 'deliver',
      subscriber: whom.subscriber,
      carrier,
    });
    const compose: Step = { does: 'compose', about: whom, person };
    const fromElsewhere: Step = { ...compose, about: { ...whom, sender: whom.sender === 'news' ? 'sales' : 'news' } };
    const stop: Step = { does: 'stop', about: whom, word, late: 0 };
    const text: Step = { does: 'text', about: whom, body: 'Hello?' };
    const start: Step = { does: 'start', about: whom, word: 'START', late: 0 };
    const sequences: readonly Step[][] = [
      [stop, start, compose, deliver('takes')],
      [compose, deliver('loses'), stop, { does: 'wait', minutes: 2 }, { does: 'look up' }, deliver('takes')],
      [compose, deliver('loses'), stop, { does: 'send again' }, deliver('takes')],
      [compose, deliver('is overtaken'), deliver('takes')],
      [{ does: 'schedule', about: whom, person, minutes: 3 }, stop, { does: 'wait', minutes: 5 }],
      [compose, stop],
      [
        { ...text, about: { ...whom, sender: 'support' } },
        { ...stop, about: { ...whom, sender: 'sales' } },
        { does: 'virtual agent' },
      ],
      [stop, fromElsewhere, deliver('takes'), compose],
      [compose, deliver('takes'), text, { does: 'refuse by receipt', index: 0 }, { does: 'virtual agent' }],
    ];
    return sequences[which]!;
  });

const scenario = fc.record({
  /** Whose record has the number: one's, both's or nobody's. */
  owners: fc.tuple(fc.subarray([0, 1]), fc.subarray([0, 1])),
  // Drawn, so that no number that could be somebody's stands here.
  digits: fc.tuple(fc.stringMatching(/^7\d{7}$/), fc.stringMatching(/^4\d{7}$/)),
  steps: fc
    .array(fc.oneof({ weight: 4, arbitrary: step.map((one): Step[] => [one]) }, { weight: 1, arbitrary: motif }), {
      minLength: 4,
      maxLength: 14,
    })
    .map((some) => some.flat()),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

/** What every test sees at least once. */
const everything: Scenario = (() => {
  const whom = { subscriber: 0, spelling: 0, sender: 'support' } as const;
  const compose: Step = { does: 'compose', about: whom, person: 0 };
  const deliver: Step = { does: 'deliver', subscriber: 0, carrier: 'takes' };
  const stop: Step = { does: 'stop', about: { ...whom, spelling: 1 }, word: 'STOP', late: 0 };
  const fromElsewhere: Step = { ...compose, about: { ...whom, sender: 'news' } };
  const start: Step = { does: 'start', about: { ...whom, sender: 'sales' }, word: 'START', late: 0 };
  const steps = [compose, deliver, compose, stop, compose, fromElsewhere, deliver, start, compose, deliver];
  return { owners: [[0], [1]], digits: ['70000000', '40000000'], steps };
})();

/** What is taken late: STOP that is older than a START, of somebody whom we know and of a guest, with and without an opt-out to lift. */
const lateStops: readonly Scenario[] = [[0], []].flatMap((owner) =>
  [true, false].map((optedOutBefore): Scenario => {
    const whom = { subscriber: 0, spelling: 0, sender: 'support' } as const;
    const stop = { does: 'stop', about: whom, word: 'STOP', late: 0 } as const;
    const wait: Step = { does: 'wait', minutes: 5 };
    const start: Step = { does: 'start', about: whom, word: 'START', late: 0 };
    const compose: Step = { does: 'compose', about: whom, person: 0 };
    const steps = [...(optedOutBefore ? [stop] : []), wait, start, { ...stop, late: 3 }, compose];
    return { owners: [owner, [1]], digits: ['70000000', '40000000'], steps };
  }),
);

/** Takes everything, keeps a ledger of what it was handed (`sent`), and says when asked what it took. */
class LedgerCarrier extends AskableCarrier {
  readonly taken = new Set<string>();
  override answer = ({ id }: OutboundMessage) =>
    this.taken.has(id)
      ? ({ outcome: 'found', carrierMessageId: `C-${id}`, state: 'sent' } as const)
      : ({ outcome: 'absent' } as const);

  take({ id }: OutboundMessage): SendOutcome {
    this.taken.add(id);
    return { outcome: 'accepted', carrierMessageId: `C-${id}` };
  }
}

/** What the customer and we agreed on, kept without a look at the implementation: by subscriber and sender group. */
class Agreement {
  readonly optedOut = new Set<string>();
  /** Lifted in this step: what went out in it may have gone out afterwards. */
  readonly justLifted = new Set<string>();
  /** How many opt-outs we may have confirmed. */
  readonly confirmable = new Map<string, number>();
  readonly #lastOptOut = new Map<string, number>();
  readonly #lastLift = new Map<string, number>();
  readonly #lastOptIn = new Map<string, number>();

  optOut(subject: string, at: Date, by: 'customer' | 'carrier' | 'admin'): void {
    const sinceThen = Math.max(this.#lastLift.get(subject) ?? 0, this.#lastOptIn.get(subject) ?? 0);
    // STOP from before the last word to the contrary does not count.
    if (by === 'customer' && at.getTime() < sinceThen) return;
    const isNew = !this.optedOut.has(subject);
    if (by === 'customer' && isNew) this.confirmable.set(subject, (this.confirmable.get(subject) ?? 0) + 1);
    // A carrier that repeats what is known says nothing of when the customer said it.
    if (isNew || by !== 'carrier') {
      this.#lastOptOut.set(subject, Math.max(this.#lastOptOut.get(subject) ?? 0, at.getTime()));
    }
    this.optedOut.add(subject);
  }

  /** START from before the customer's last word does not count. */
  start(subject: string, at: Date): void {
    if ((this.#lastOptOut.get(subject) ?? 0) <= at.getTime()) this.lift(subject, at);
  }

  /** A known person's START that had nothing to lift is their word all the same. */
  optedIn(subject: string, at: Date): void {
    this.#lastOptIn.set(subject, Math.max(this.#lastOptIn.get(subject) ?? 0, at.getTime()));
  }

  lift(subject: string, at: Date): void {
    if (!this.optedOut.delete(subject)) return;
    this.justLifted.add(subject);
    this.#lastLift.set(subject, Math.max(this.#lastLift.get(subject) ?? 0, at.getTime()));
  }

  /** What a carrier says of a message that went out before the lift is old. */
  refused(subject: string, attemptedAt: Date, at: Date): void {
    if ((this.#lastLift.get(subject) ?? -1) < attemptedAt.getTime()) this.optOut(subject, at, 'carrier');
  }
}

describeStores('After an opt-out', (suite) => {
  test('F: nothing is sent on any path until it is lifted, and to everybody else everything is: whatever happens in whatever order', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc
        .asyncProperty(scenario, async (chosen) => {
          const run = new Run(
            new LedgerCarrier(
              senderIds.map((id, n) => ({
                id,
                address: `+1202555010${n}`,
                name: id,
                ...(groups[id] !== 'default' && { group: groups[id] }),
              })),
            ),
            suite.store,
            chosen,
            seen,
          );
          try {
            await run.play();
          } finally {
            run.world.live.close();
          }
        })
        .beforeEach(() => resetStore(suite.store)),
      { numRuns: 20, examples: [everything, ...lateStops].map((one) => [one]), interruptAfterTimeLimit: 45_000 },
    );
    // Runs in which these never came up would prove little.
    for (const expected of ['sent', 'refused', 'sent from another group', 'canceled', 'confirmed', 'lifted']) {
      expect([expected, (seen.get(expected) ?? 0) > 0]).toEqual([expected, true]);
    }
  }, 60_000);
});

class Run {
  readonly world: ConsentWorld;
  readonly #agreement = new Agreement();
  /** Every way to write a subscriber's number. */
  readonly #spellings: readonly (readonly [string, string])[];
  readonly #assistant = new ScriptedVirtualAgent();
  readonly #scheduledWorker: ScheduledWorker;
  readonly #records: string[] = [];
  readonly #scheduled = new Map<string, string>();
  readonly #accepted: OutboundMessage[] = [];
  #agent!: Actor;
  #ledger = 0;
  readonly #canceled = new Set<string>();

  constructor(
    readonly carrier: LedgerCarrier,
    readonly store: ConsentWorld['store'],
    readonly scenario: Scenario,
    readonly seen: Map<string, number>,
  ) {
    this.#assistant.valid = (_channel, { id }) => id !== 'sales';
    this.world = new ConsentWorld(store, {
      carriers: [{ plugin: 'scripted', carrier }],
      contributions: [{ point: VirtualAgent, plugin: 'assistant', instance: this.#assistant }],
      channels: { sms: { manualRecipientEntry: true, consentTexts: { optOut: confirmation } } },
      manualDeadlines: true,
    });
    this.#scheduledWorker = new ScheduledWorker({ ...this.world.sending, logger: silentLogger });
    const [brazil, argentina] = scenario.digits;
    this.#spellings = [
      [`+5511${brazil}`, `+55119${brazil}`],
      [`+5411${argentina}`, `+54911${argentina}`],
    ];
  }

  async play(): Promise<void> {
    await this.#prepare();
    for (const one of this.scenario.steps) await this.#step(() => this.#do(one));
    await this.#conclude();
  }

  async #prepare(): Promise<void> {
    this.#agent = await this.world.agent('Maya');
    for (const person of [0, 1]) {
      const phones = this.#spellings.flatMap((spellings, n) =>
        this.scenario.owners[n]?.includes(person) ? [spellings[person]!] : [],
      );
      const id = await this.world.user(`Person ${person}`, { phones });
      await this.store.query
        .updateTable('user_addresses')
        .set((eb) => ({ match_key: eb.ref('value') }))
        .where('user_id', '=', id)
        .execute();
      this.#records.push((await this.world.interaction({ consumer: id })).number);
    }
    this.#records.push((await this.world.interaction()).number);
  }

  #now(): Date {
    return this.world.time.now();
  }

  #count(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1);
  }

  #address({ subscriber, spelling }: { subscriber: number; spelling: number }): string {
    return this.#spellings[subscriber]![spelling]!;
  }

  /** Of a message, from the addresses alone. */
  #subjectOf(recipientId: string, senderId: string): string {
    const subscriber = this.#spellings.findIndex((spellings) => spellings.includes(recipientId));
    expect(subscriber).not.toBe(-1);
    return `${subscriber} ${groups[senderId as SenderId]}`;
  }

  #subject(whom: Extract<Step, { does: 'stop' }>['about']): string {
    return this.#subjectOf(this.#address(whom), whom.sender);
  }

  /** Does something, and looks at what the carrier was handed meanwhile and at what is stored. */
  async #step(work: () => Promise<void>): Promise<void> {
    this.world.time.advance(10_000);
    const before = new Set(this.#agreement.optedOut);
    this.#agreement.justLifted.clear();
    await work();
    for (const { id, recipientId, sender, body } of this.carrier.sent.slice(this.#ledger)) {
      const subject = this.#subjectOf(recipientId, sender.id);
      if (body === confirmation) {
        this.#confirmed(subject);
        continue;
      }
      const isForbidden = before.has(subject) && !this.#agreement.justLifted.has(subject);
      if (isForbidden) throw new Error(`${id} was handed to the carrier, and ${subject} had opted out.`);
      this.#count('sent');
      if ([...before].some((other) => other !== subject && other[0] === subject[0]))
        this.#count('sent from another group');
    }
    this.#ledger = this.carrier.sent.length;
    await this.#compareStore(before);
  }

  /** One for each opt-out, however often the carrier had to be tried. */
  #confirmed(subject: string): void {
    this.#count('confirmed');
    const ids = this.carrier.sent
      .filter(
        ({ body, recipientId, sender }) => body === confirmation && this.#subjectOf(recipientId, sender.id) === subject,
      )
      .map(({ id }) => id);
    expect(new Set(ids).size).toBeLessThanOrEqual(this.#agreement.confirmable.get(subject) ?? 0);
  }

  async #compareStore(before: ReadonlySet<string>): Promise<void> {
    const { optedOut } = this.#agreement;
    const rows = await this.store.query
      .selectFrom('consent_opt_outs')
      .select(['recipient_id', 'sender_group'])
      .execute();
    const stored = rows.map(({ recipient_id, sender_group }) => {
      const sender = senderIds.find((id) => groups[id] === sender_group)!;
      return this.#subjectOf(recipient_id, sender);
    });
    expect(stored.sort()).toEqual([...optedOut].sort());
    const messages = await this.store.query
      .selectFrom('messages')
      .select(['id', 'recipient_id', 'sender_id', 'state', 'attempts', 'body'])
      .where('direction', '=', 'outbound')
      .where((eb) => eb.or([eb('state', '=', 'queued'), eb('cause_code', '=', 'opted_out')]))
      .execute();
    for (const { recipient_id, sender_id, state, attempts, body } of messages) {
      const subject = this.#subjectOf(recipient_id, sender_id);
      // What was under way comes back into the queue, and is canceled there.
      if (state !== 'queued' || attempts > 0 || body === confirmation) continue;
      if (optedOut.has(subject)) throw new Error(`A message is queued, and ${subject} has opted out.`);
    }
    for (const { id, recipient_id, sender_id, state } of messages) {
      if (state === 'queued' || this.#canceled.has(id)) continue;
      this.#canceled.add(id);
      this.#count('canceled');
      const subject = this.#subjectOf(recipient_id, sender_id);
      if (!optedOut.has(subject) && !before.has(subject))
        throw new Error(`Canceled, and ${subject} had not opted out.`);
    }
  }

  async #do(one: Step): Promise<void> {
    switch (one.does) {
      case 'compose':
        return this.#compose(one.about, one.person);
      case 'reply':
        return this.#reply(one.about);
      case 'schedule':
        return this.#schedule(one);
      case 'deliver':
        return this.#deliver(one.subscriber, one.carrier);
      case 'die after claiming':
        await claimDue(this.store, { now: this.#now(), owner: newId() });
        return;
      case 'look up':
        return this.#once(new LookUpWorker(this.#worker()));
      case 'send again':
        return this.#sendAgain();
      case 'text':
        return this.world.receive(this.#address(one.about), one.body, { to: one.about.sender });
      case 'stop':
      case 'start':
        return this.#keyword(one);
      case 'refuse by receipt':
        return this.#refuseByReceipt(one.index);
      case 'record':
        return this.#record(one.about, one.action);
      case 'virtual agent':
        return this.#once(new VirtualAgentWorker(this.#worker()));
      case 'wait':
        return this.#wait(one.minutes);
      case 'all at once':
        return this.#allAtOnce(one.about, one.person);
    }
  }

  #worker() {
    const { points, live, time } = this.world;
    return {
      store: this.store,
      points,
      live,
      clock: time,
      logger: silentLogger,
      mediaOf: async () => [],
      sendRecord: this.world.sendRecord,
    };
  }

  /** One look of a node that has just started, to its end. */
  async #once(worker: { start(): void; stop(): Promise<void> }): Promise<void> {
    worker.start();
    await worker.stop();
  }

  async #compose(whom: Extract<Step, { does: 'compose' }>['about'], person: number | null): Promise<void> {
    const { composing } = this.world;
    const isOut = this.#agreement.optedOut.has(this.#subject(whom));
    const source = this.#records[person ?? 2]!;
    const composition = { channel: 'sms', to: { manual: this.#address(whom) }, from: whom.sender, body: 'Hello' };
    const shown = await composing.preflight(this.#agent, source, composition);
    expect([shown.sendable, shown.consent?.state === 'opted_out']).toEqual([!isOut, isOut]);
    await this.#refusedOrNot(isOut, () =>
      composing.send(this.#agent, source, { ...composition, confirm: shown.confirmations }),
    );
  }

  async #refusedOrNot(isOut: boolean, send: () => Promise<unknown>, others: readonly string[] = []): Promise<void> {
    const code = await send().then(
      () => null,
      (error: { code: string }) => error.code ?? error,
    );
    if (code !== null && others.includes(code)) return;
    expect(code).toBe(isOut ? 'recipient_opted_out' : null);
    if (isOut) this.#count('refused');
  }

  async #reply(whom: Extract<Step, { does: 'reply' }>['about']): Promise<void> {
    const conversation = await this.store.query
      .selectFrom('interactions')
      .select('number')
      .where('recipient_id', 'in', [...this.#spellings[whom.subscriber]!])
      .where('sender_id', '=', whom.sender)
      .where('closed_at', 'is', null)
      .executeTakeFirst();
    if (!conversation) return;
    const isOut = this.#agreement.optedOut.has(this.#subject(whom));
    await this.#refusedOrNot(
      isOut,
      () => this.world.composing.reply(this.#agent, conversation.number, { body: 'Hi' }),
      ['use_take_over'],
    );
  }

  async #schedule({ about: whom, person, minutes }: Extract<Step, { does: 'schedule' }>): Promise<void> {
    const composition = {
      channel: 'sms',
      to: { manual: this.#address(whom) },
      from: whom.sender,
      body: 'Later',
      sendAt: new Date(this.#now().getTime() + minutes * minute).toISOString(),
    };
    const { scheduled } = this.world;
    const source = this.#records[person]!;
    const isOut = this.#agreement.optedOut.has(this.#subject(whom));
    const { preflight } = await scheduled.preflight(this.#agent, source, composition);
    await this.#refusedOrNot(isOut, async () => {
      const { result } = await scheduled.schedule(this.#agent, source, {
        ...composition,
        confirm: preflight.confirmations,
      });
      this.#scheduled.set(result.id, this.#subject(whom));
    });
  }

  /** Time passes; what has become due meanwhile happens. */
  async #wait(minutes: number): Promise<void> {
    for (let left = minutes; left > 0; left -= 5) {
      this.world.time.advance(Math.min(left, 5) * minute);
      while (await this.#scheduledWorker.look());
      const rule = { name: 'Nudge', when: 'agent_unanswered', afterMs: 5 * minute, filter: {} } as const;
      const action = { kind: 'prompt_requester', text: 'Are you still there?' } as const;
      await new FollowUpWorker({ ...this.#worker(), rules: [{ ...rule, action }] }).run();
    }
    for (const [id, subject] of this.#scheduled) {
      const { state, cause } = await this.world.scheduled.get(this.#agent, id);
      if (state === 'scheduled') continue;
      this.#scheduled.delete(id);
      if (state === 'sent') expect(this.#agreement.optedOut.has(subject)).toBe(false);
      else expect(cause?.code === 'recipient_opted_out').toBe(this.#agreement.optedOut.has(subject));
    }
  }

  async #deliver(subscriber: number, does: Extract<Step, { does: 'deliver' }>['carrier']): Promise<void> {
    this.carrier.script = async (message) => {
      const { recipientId, sender, attemptedAt } = message;
      const behaviour = this.#spellings[subscriber]!.includes(recipientId) ? does : 'takes';
      const subject = this.#subjectOf(recipientId, sender.id);
      switch (behaviour) {
        case 'takes':
          this.#accepted.push(message);
          return this.carrier.take(message);
        case 'busy':
          return { outcome: 'notSent', code: '20429', reason: 'Too many requests.' };
        case 'loses':
          throw new Error('socket hang up');
        case 'takes and breaks':
          this.carrier.take(message);
          throw new Error('socket hang up');
        case 'refuses':
          return { outcome: 'rejected', code: '30003', reason: 'The handset is off.' };
        case 'opted out':
          this.#agreement.refused(subject, attemptedAt, this.#now());
          return { outcome: 'rejected', code: '21610', reason: 'The recipient opted out.', optedOut: true };
        case 'is overtaken':
          this.#agreement.optOut(subject, this.#now(), 'customer');
          await this.world.receive(recipientId, 'STOP', { to: sender.id });
          return { outcome: 'notSent', code: '20429', reason: 'Too many requests.' };
      }
    };
    for (let look = 0; look < 2; look += 1) await this.#once(new DeliveryWorker(this.#worker()));
  }

  async #sendAgain(): Promise<void> {
    const unknown = await this.store.query
      .selectFrom('messages')
      .select(['id', 'recipient_id', 'sender_id'])
      .where('state', '=', 'unknown')
      .orderBy('position', 'desc')
      .executeTakeFirst();
    if (!unknown) return;
    const isOut = this.#agreement.optedOut.has(this.#subjectOf(unknown.recipient_id, unknown.sender_id));
    const service = new DatabaseMessageService({ ...this.world.sending, mediaOf: async () => [] });
    await this.#refusedOrNot(isOut, () => service.resend(this.#agent, unknown.id, { confirm: ['may_arrive_twice'] }), [
      'use_take_over',
      'interaction_closed',
    ]);
  }

  async #keyword({ does, about: whom, word, late: minutes }: Extract<Step, { does: 'stop' | 'start' }>): Promise<void> {
    const at = new Date(this.#now().getTime() - minutes * minute);
    const subject = this.#subject(whom);
    if (does === 'stop') this.#agreement.optOut(subject, at, 'customer');
    else this.#agreement.start(subject, at);
    if (this.#agreement.justLifted.has(subject)) this.#count('lifted');
    await this.world.receive(this.#address(whom), word, { to: whom.sender }, at);
    if (does === 'start' && (await this.#hasOptedIn(whom, at))) this.#agreement.optedIn(subject, at);
  }

  /** Guests opt nobody in: only of a person whom we know is there an entry. */
  async #hasOptedIn(whom: Extract<Step, { does: 'start' }>['about'], at: Date): Promise<boolean> {
    const entry = await this.store.query
      .selectFrom('consent_entries')
      .select('id')
      .where('action', '=', 'opt_in')
      .where('source', '=', 'keyword')
      .where('sender_group', '=', groups[whom.sender])
      .where('match_key', '=', this.#matchKey(whom))
      .where('at', '=', at)
      .executeTakeFirst();
    return entry !== undefined;
  }

  #matchKey({ subscriber }: Extract<Step, { does: 'start' }>['about']): string {
    return this.#spellings[subscriber]![subscriber === 0 ? 1 : 0]!;
  }

  /** A message that the carrier took comes back from the network. */
  async #refuseByReceipt(index: number): Promise<void> {
    const message = this.#accepted.at(-1 - index);
    if (!message) return;
    const { id, recipientId, sender, attemptedAt } = message;
    this.#agreement.refused(this.#subjectOf(recipientId, sender.id), attemptedAt, this.#now());
    const receipt = { kind: 'receipt', eventId: newId(), messageId: id, state: 'undelivered', code: '21610' } as const;
    await this.store.transaction((transaction) =>
      recordReceipt(transaction, this.world.live, 'scripted', { ...receipt, optedOut: true }, this.#now()),
    );
  }

  async #record(whom: Extract<Step, { does: 'record' }>['about'], action: 'opt out' | 'lift'): Promise<void> {
    const proof = { source: 'admin', recordedBy: this.#agent.userId, note: 'By letter' } as const;
    const recipientId = this.#address(whom);
    const at = this.#now();
    if (action === 'lift') this.#agreement.lift(this.#subject(whom), at);
    else this.#agreement.optOut(this.#subject(whom), at, 'admin');
    const matchKey = this.#matchKey(whom);
    const subject = { channel: 'sms', senderGroup: groups[whom.sender], matchKey, recipientId };
    await this.store.transaction(async (transaction) => {
      await transaction.lockRecipients([subject]);
      if (action === 'lift') await recordLift(transaction, subject, proof, at);
      else await recordOptOut(transaction, this.world.live, subject, proof, at);
    });
  }

  /** STOP arrives while an agent sends and a node delivers: whoever comes first, nothing stays in the queue. */
  async #allAtOnce(whom: Extract<Step, { does: 'all at once' }>['about'], person: number): Promise<void> {
    const composition = { channel: 'sms', to: { manual: this.#address(whom) }, from: whom.sender, body: 'Hello' };
    const source = this.#records[person]!;
    const { confirmations: confirm } = await this.world.composing.preflight(this.#agent, source, composition);
    this.#agreement.optOut(this.#subject(whom), this.#now(), 'customer');
    await Promise.all([
      this.world.receive(this.#address(whom), 'STOP', { to: whom.sender }),
      this.world.composing.send(this.#agent, source, { ...composition, confirm }).catch(() => {}),
      this.#deliver(whom.subscriber, 'takes'),
    ]);
  }

  /** Every number is written to from every group, and a carrier in good order takes what it is given. */
  async #conclude(): Promise<void> {
    await this.#step(() => this.#wait(15));
    for (const subscriber of [0, 1]) {
      for (const sender of ['support', 'news'] as const) {
        await this.#step(() => this.#compose({ subscriber, spelling: 0, sender }, 0));
      }
    }
    await this.#step(async () => {
      for (let look = 0; look < 10; look += 1) {
        await this.#deliver(0, 'takes');
        this.world.time.advance(2 * minute);
      }
    });
    const left = await this.store.query
      .selectFrom('messages')
      .select(['body', 'recipient_id', 'sender_id', 'due_at', 'attempts'])
      .where('state', '=', 'queued')
      .execute();
    expect(left).toEqual([]);
  }
}
