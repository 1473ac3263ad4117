import { type CarrierHistoryPage, type ChannelEvent, ChannelProvider } from '@hailpoint/kernel';
import { describeStores } from '@hailpoint/store/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { recordOutcome } from '../delivery/record-outcome.js';
import type { MessagingError } from '../errors/messaging-error.js';
import { InboundReceiver } from '../inbound/inbound-receiver.js';
import { LiveEventBus } from '../live/live-event-bus.js';
import type { Actor } from '../messaging.js';
import type { Reconciliation } from '../model/reconciliation.js';
import { claimDue } from '../testing/claim-due.js';
import { insertConversation, insertQueued, insertUser } from '../testing/conversation-rows.js';
import { eventually } from '../testing/eventually.js';
import { ScriptedCarrier } from '../testing/scripted-carrier.js';
import { silentLogger, testPoints } from '../testing/test-points.js';
import { takeChannelEvent } from '../webhooks/take-channel-event.js';
import { mostTries } from './reconciliation-lease.js';
import { DatabaseReconciliationService } from './reconciliation-service.js';
import { ReconciliationWorker } from './reconciliation-worker.js';

const clara = '+12025550143';
const hour = 3_600_000;

/** A carrier that lists what it knows, two events a page. */
class ListingCarrier extends ScriptedCarrier {
  readonly known: ChannelEvent[] = [];
  readonly periods: { from: Date; to: Date }[] = [];
  /** So many questions fail. */
  failing = 0;

  async listHistory(period: { from: Date; to: Date }, cursor: string | null): Promise<CarrierHistoryPage> {
    if (this.failing > 0) {
      this.failing -= 1;
      throw new Error('socket hang up');
    }
    if (cursor === null) this.periods.push(period);
    const begin = Number(cursor ?? '0');
    const events = this.known.slice(begin, begin + 2);
    return { events, cursor: begin + 2 < this.known.length ? String(begin + 2) : null };
  }
}

describeStores('comparing what a carrier knows with what we know', (suite) => {
  let carrier: ListingCarrier;
  let live: LiveEventBus;
  let now: Date;
  let workers: ReconciliationWorker[];
  let service: DatabaseReconciliationService;
  let admin: Actor;

  beforeEach(async () => {
    carrier = new ListingCarrier();
    live = new LiveEventBus(suite.store, silentLogger);
    now = new Date('2026-01-05T12:00:00.000Z');
    workers = [];
    const userId = await insertUser(suite.store, 'Arno', { agent: true });
    admin = { userId, name: 'Arno', roles: ['admin'] };
    service = new DatabaseReconciliationService({
      ...dependencies(),
      wake: () => {
        for (const worker of workers) worker.wake();
      },
    });
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    live.close();
  });

  function dependencies() {
    const points = testPoints([{ point: ChannelProvider, plugin: 'scripted', instance: carrier }]);
    const take = takeChannelEvent({
      store: suite.store,
      live,
      inbound: new InboundReceiver({ store: suite.store, points, live, channels: { find: async () => null } }),
    });
    return { store: suite.store, points, clock: { now: () => now }, logger: silentLogger, take };
  }
  const startWorker = () => {
    const worker = new ReconciliationWorker(dependencies());
    workers.push(worker);
    worker.start();
    return worker;
  };
  const ended = (count = 1): Promise<Reconciliation[]> =>
    eventually(async () => {
      const { items } = await service.list(admin, {});
      const over = items.filter(({ state }) => state === 'done' || state === 'failed');
      return over.length >= count ? over : undefined;
    });
  async function gone(recipientId: string): Promise<string> {
    const { id: interactionId } = await insertConversation(suite.store, { recipientId });
    const id = await insertQueued(suite.store, { interactionId, recipientId });
    await claimDue(suite.store, { now, plugins: ['scripted'], limit: 10, owner: 'node', leaseMs: 1_000 });
    await recordOutcome(suite.store, live, id, 1, { outcome: 'accepted', carrierMessageId: `C-${id}` }, now);
    return id;
  }
  const stateOf = async (id: string) =>
    (await suite.store.query.selectFrom('messages').select('state').where('id', '=', id).executeTakeFirst())?.state;
  const inbound = (eventId: string): ChannelEvent => ({
    kind: 'message',
    eventId,
    carrierMessageId: eventId,
    from: '+12025550199',
    to: '+12025550100',
    body: 'Are you there?',
    media: [],
  });

  test('takes what had not reached us, once, and says where the two differ', async () => {
    now = new Date(now.getTime() - hour);
    const delivered = await gone(clara);
    const missing = await gone('+12025550144');
    now = new Date(now.getTime() + hour);
    carrier.known.push(
      { kind: 'receipt', eventId: 'r1', carrierMessageId: `C-${delivered}`, state: 'sent' },
      { kind: 'receipt', eventId: 'r2', carrierMessageId: `C-${delivered}`, state: 'delivered' },
      inbound('in1'),
      { kind: 'receipt', eventId: 'r3', carrierMessageId: 'C-foreign', state: 'delivered' },
      { ...inbound('in2'), to: '+12025550177' } as ChannelEvent,
    );
    startWorker();
    const [first] = await ended();
    expect(first).toMatchObject({
      plugin: 'scripted',
      channel: 'sms',
      requestedBy: null,
      state: 'done',
      figures: {
        checked: 5,
        receiptsAdded: 3,
        inboundRecovered: 1,
        notTaken: 1,
        unknownToUs: 1,
        missingAtCarrier: 1,
      },
      samples: { unknownToUs: ['C-foreign'], missingAtCarrier: [{ id: missing }] },
      words: expect.stringContaining('3 receipts had not reached us'),
    });
    expect(await stateOf(delivered)).toBe('delivered');
    const received = suite.store.query.selectFrom('messages').select('body').where('direction', '=', 'inbound');
    expect(await received.execute()).toEqual([{ body: 'Are you there?' }]);

    await service.start(admin, {});
    const [again] = await ended(2);
    expect(again).toMatchObject({
      requestedBy: { name: 'Arno' },
      figures: { checked: 5, receiptsAdded: 0, inboundRecovered: 0, notTaken: 1, unknownToUs: 1 },
    });
    expect(await received.execute()).toHaveLength(1);
    const audit = await suite.store.query.selectFrom('audit_entries').select(['action', 'subject']).execute();
    expect(audit).toEqual([{ action: 'reconciliation.start', subject: 'scripted' }]);
  });

  test('a message that is recovered waits for no picture', async () => {
    carrier.known.push({ ...inbound('in1'), media: [{ reference: 'gone' }] } as ChannelEvent);
    startWorker();
    expect(await ended()).toMatchObject([{ figures: { inboundRecovered: 1, notTaken: 0 } }]);
    const received = suite.store.query.selectFrom('messages').select(['body', 'cause_code']);
    expect(await received.execute()).toEqual([{ body: 'Are you there?', cause_code: 'media_left_out' }]);
  });

  test('F: a START that is recovered lifts no opt-out that is newer', async () => {
    const at = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
    carrier.known.push(
      { ...inbound('in1'), body: 'STOP', at: at(20) } as ChannelEvent,
      { ...inbound('in2'), body: 'START', at: at(30) } as ChannelEvent,
    );
    startWorker();
    await ended();
    const optOuts = suite.store.query.selectFrom('consent_opt_outs').select('recipient_id');
    expect(await optOuts.execute()).toEqual([{ recipient_id: '+12025550199' }]);
    carrier.known.push({ ...inbound('in3'), body: 'START', at: at(10) } as ChannelEvent);
    now = new Date(now.getTime() + 24 * hour);
    startWorker();
    await ended(2);
    expect(await optOuts.execute()).toEqual([]);
  });

  test('once a day however many nodes run, from before the end of the last one', async () => {
    for (let node = 0; node < 3; node += 1) startWorker();
    await ended();
    for (const worker of workers) worker.wake();
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(carrier.periods).toEqual([{ from: new Date(now.getTime() - 24 * hour), to: now }]);
    const yesterday = now;
    now = new Date(now.getTime() + 24 * hour);
    startWorker();
    await ended(2);
    expect(carrier.periods[1]).toEqual({ from: new Date(yesterday.getTime() - 2 * hour), to: now });
  });

  test('what could not be taken is asked for until it is', async () => {
    const begin = new Date(now.getTime() - 24 * hour);
    carrier.known.push({ ...inbound('in1'), to: '+12025550177' } as ChannelEvent);
    startWorker();
    expect(await ended()).toMatchObject([{ figures: { notTaken: 1 } }]);
    const nextDay = async (day: number) => {
      now = new Date(now.getTime() + 24 * hour);
      startWorker();
      return (await ended(day))[0];
    };
    expect(await nextDay(2)).toMatchObject({ figures: { notTaken: 1 } });
    expect(await nextDay(3)).toMatchObject({ figures: { notTaken: 1 } });
    expect(carrier.periods.map(({ from }) => from)).toEqual([begin, begin, begin]);
    const [ours] = carrier.senders();
    carrier.senders = () => [ours!, { ...ours!, id: 'found', address: '+12025550177' }];
    expect(await nextDay(4)).toMatchObject({ figures: { inboundRecovered: 1, notTaken: 0 } });
    const taken = now;
    await nextDay(5);
    expect(carrier.periods.slice(3).map(({ from }) => from)).toEqual([begin, new Date(taken.getTime() - 2 * hour)]);
  });

  test('one that an administrator asked for does not move where the daily one begins', async () => {
    startWorker();
    await ended();
    const daily = now;
    now = new Date(daily.getTime() + 11 * hour);
    await service.start(admin, { from: new Date(now.getTime() - hour).toISOString() });
    await ended(2);
    now = new Date(daily.getTime() + 24 * hour);
    startWorker();
    await ended(3);
    expect(carrier.periods[2]).toEqual({ from: new Date(daily.getTime() - 2 * hour), to: now });
  });

  test('what can never be taken makes no comparison longer than seven days', async () => {
    carrier.known.push({ ...inbound('in1'), to: '+12025550177' } as ChannelEvent);
    for (let day = 1; day <= 9; day += 1) {
      startWorker();
      await ended(day);
      now = new Date(now.getTime() + 24 * hour);
    }
    const { from, to } = carrier.periods[8]!;
    expect(to.getTime() - from.getTime()).toBe(7 * 24 * hour);
  });

  test('of which only the end is said: from before the end of the last one that was over by then', async () => {
    startWorker();
    await ended();
    const ago = (hours: number) => new Date(now.getTime() - hours * hour).toISOString();
    now = new Date(now.getTime() + 24 * hour);
    for (const [to, from] of [
      [ago(2), ago(24 + 2)],
      [ago(30), ago(30 + 24)],
    ] as const)
      expect(await service.start(admin, { to })).toMatchObject([{ from, to }]);
  });

  test('a carrier that cannot be asked is asked again later, and given up until the next day', async () => {
    carrier.failing = mostTries;
    for (let round = 0; round < mostTries; round += 1) {
      const worker = startWorker();
      await eventually(async () => (carrier.failing === mostTries - round - 1 ? true : undefined));
      await worker.stop();
      now = new Date(now.getTime() + 10 * 60_000);
    }
    const [failed] = await ended();
    expect(failed).toMatchObject({ state: 'failed', problem: expect.any(String) });
    now = new Date(now.getTime() + 24 * hour);
    startWorker();
    const [done] = await ended(2);
    expect(done).toMatchObject({ state: 'done' });
  });

  test('a node that dies in the middle: another one takes over, and counts what was added before', async () => {
    await suite.store.query
      .insertInto('reconciliations')
      .values({
        id: '00000000-0000-7000-8000-000000000001',
        plugin_id: 'scripted',
        contribution: 'ListingCarrier',
        channel: 'sms',
        day: '2026-01-05',
        requested_by: null,
        period_from: new Date(now.getTime() - hour),
        period_to: now,
        state: 'running',
        problem: null,
        lease_owner: 'a node that died',
        lease_until: new Date(now.getTime() - 1),
        due_at: now,
        figures: JSON.stringify({ receiptsAdded: 4 }),
        created_at: now,
        finished_at: null,
      })
      .execute();
    startWorker();
    expect((await ended())[0]).toMatchObject({ state: 'done', figures: { receiptsAdded: 4 } });
  });

  const failure = async (promise: Promise<unknown>): Promise<MessagingError> =>
    promise.then(
      () => Promise.reject(new Error('It went through.')),
      (problem: MessagingError) => problem,
    );
  test('only administrators, for a period that has been, and of a plugin that can', async () => {
    const agent = { ...admin, roles: ['agent_workspace_user'] };
    expect(await failure(service.start(agent, {}))).toMatchObject({ kind: 'forbidden' });
    expect(await failure(service.list(agent, {}))).toMatchObject({ kind: 'forbidden' });
    expect(await failure(service.start(admin, { plugin: 'nobody' }))).toMatchObject({ code: 'nothing_to_compare' });
    const soon = new Date(now.getTime() + 1).toISOString();
    for (const [period, field] of [
      [{ from: 'never' }, '/from'],
      [{ from: '1' }, '/from'],
      [{ from: '-200000-01-01T00:00:00Z', to: '-200000-01-02T00:00:00Z' }, '/from'],
      [{ from: '0000-01-01T00:00:00Z', to: '0000-01-02T00:00:00Z' }, '/from'],
      [{ from: now.toISOString(), to: now.toISOString() }, '/from'],
      [{ from: '2025-12-01T00:00:00Z' }, '/from'],
      [{ to: soon }, '/to'],
      [{ to: '2026-01-02' }, '/to'],
    ] as const)
      expect(await failure(service.start(admin, period))).toMatchObject({
        kind: expect.stringMatching(/^(invalid|unprocessable)$/),
        fields: expect.arrayContaining([expect.objectContaining({ field })]),
      });
    const from = new Date(now.getTime() - 5 * hour).toISOString();
    expect(await service.start(admin, { plugin: 'scripted', from })).toMatchObject([
      { from, to: now.toISOString(), state: 'waiting', words: 'It begins shortly.' },
    ]);
  });
});
