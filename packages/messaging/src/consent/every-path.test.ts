import { fileURLToPath } from 'node:url';
import { VirtualAgent } from '@hailpoint/kernel';
import { newId } from '@hailpoint/store';
import { describeStores } from '@hailpoint/store/testing';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DeliveryWorker } from '../delivery/delivery-worker.js';
import { FollowUpWorker } from '../follow-ups/follow-up-worker.js';
import { DatabaseMessageService } from '../look-up/database-message-service.js';
import { LookUpWorker } from '../look-up/look-up-worker.js';
import type { Actor } from '../messaging.js';
import { ScheduledWorker } from '../scheduled/scheduled-worker.js';
import { AskableCarrier } from '../testing/askable-carrier.js';
import { claimDue } from '../testing/claim-due.js';
import { ConsentWorld } from '../testing/consent-world.js';
import { ScriptedVirtualAgent } from '../testing/scripted-virtual-agent.js';
import { sourcesOf } from '../testing/sources.js';
import { silentLogger } from '../testing/test-points.js';
import { VirtualAgentWorker } from '../virtual-agent/virtual-agent-worker.js';

const number = '+12025550143';
const minute = 60_000;
const confirmation = 'Opt-out confirmed.';

/** What the customer would read, at the end of each path. */
const body = 'What the customer would read';

/** The customer opts out; where it is shown that the path does send otherwise, nothing happens. */
type OptOut = (to?: 'support' | 'sales') => Promise<void>;

/** A way of a message to the carrier. */
interface SendingPath {
  readonly name: string;
  /** What makes it, in the source: file and door. */
  readonly places: readonly string[];
  /** How it ends for somebody who opted out on the way. */
  readonly ends: 'refused' | 'canceled';
  /** Leads along it; answers the code of a refusal. */
  readonly lead: (path: Paths, optOut: OptOut) => Promise<string | null | undefined>;
}

const composing = ['compose/composing.ts commitSend', 'send/send-statements.ts SQL'];
const creating = [...composing, 'send/carry-out.ts createConversation'];
const appending = [...composing, 'send/carry-out.ts appendMessage'];
const queueing = ['send/queue-message.ts SQL'];
const requeueing = ['receipts/apply-sighting.ts SQL'];

const sendingPaths: readonly SendingPath[] = [
  {
    name: 'an agent composes, and a conversation is created',
    places: creating,
    ends: 'refused',
    lead: async (path, optOut) => {
      await optOut('sales');
      return path.compose();
    },
  },
  {
    name: 'an agent composes into a running conversation',
    places: appending,
    ends: 'refused',
    lead: async (path, optOut) => {
      await path.world.receive(number, 'Hello?', { to: 'support' });
      await optOut();
      return path.compose();
    },
  },
  {
    name: 'an agent composes, and takes over from the virtual agent',
    places: creating,
    ends: 'refused',
    lead: async (path, optOut) => {
      await path.world.receive(number, 'Hello?', { to: 'sales' });
      await optOut();
      return path.compose({ from: 'sales' });
    },
  },
  {
    name: 'an agent composes, and the number becomes somebody else’s',
    places: creating,
    ends: 'refused',
    lead: async (path, optOut) => {
      await path.world.profile(number, await path.world.user('Zoe'));
      await optOut();
      return path.compose({ confirm: ['recipient_reassignment'] });
    },
  },
  {
    name: 'an agent composes to a number that was typed, in a record that names nobody',
    places: creating,
    ends: 'refused',
    lead: async (path, optOut) => {
      const { number: nobodys } = await path.world.interaction();
      await optOut('sales');
      return path.compose({ to: { manual: number } }, nobodys);
    },
  },
  {
    name: 'an agent replies',
    places: appending,
    ends: 'refused',
    lead: async (path, optOut) => {
      await path.world.receive(number, 'Hello?', { to: 'support' });
      await optOut();
      const { number: conversation } = await path.conversation();
      return codeOf(path.world.composing.reply(path.agent, conversation, { body }));
    },
  },
  {
    name: 'a scheduled message is due',
    places: ['scheduled/fire-scheduled.ts commitSend'],
    ends: 'refused',
    lead: async (path, optOut) => {
      const { world, agent } = path;
      const sendAt = new Date(world.time.now().getTime() + minute).toISOString();
      const composition = { ...path.composition, sendAt };
      const { result } = await world.scheduled.schedule(agent, path.source, composition);
      await optOut('sales');
      world.time.advance(minute);
      await new ScheduledWorker({ ...world.sending, logger: silentLogger }).look();
      return (await world.scheduled.get(agent, result.id)).cause?.code ?? null;
    },
  },
  {
    name: 'the virtual agent answers',
    places: [...queueing, 'virtual-agent/settle-turn.ts queueMessage'],
    ends: 'canceled',
    lead: async (path, optOut) => {
      await path.world.receive(number, 'Hello?', { to: 'sales' });
      // To another sender of the group: the virtual agent keeps its conversation.
      await optOut('support');
      await path.once(new VirtualAgentWorker(path.worker()));
    },
  },
  {
    name: 'a follow-up prompts the customer',
    places: [...queueing, 'follow-ups/carry-out-follow-up.ts queueMessage'],
    ends: 'canceled',
    lead: async (path, optOut) => {
      await path.world.receive(number, 'Hello?', { to: 'support' });
      await optOut('sales');
      path.world.time.advance(5 * minute);
      const rule = { name: 'Nudge', when: 'customer_unanswered', afterMs: 5 * minute, filter: {} } as const;
      const rules = [{ ...rule, action: { kind: 'prompt_requester', text: body } as const }];
      await new FollowUpWorker({ ...path.worker(), rules }).run();
    },
  },
  {
    name: 'a keyword is answered',
    places: [...queueing, 'consent/apply-keyword.ts queueMessage'],
    ends: 'canceled',
    lead: async (path, optOut) => {
      await optOut();
      await path.world.receive(number, 'HELP', { to: 'support' });
    },
  },
  {
    name: 'a message waits in the queue',
    places: ['consent/consent-statements.ts SQL', 'delivery/claim-statement.ts SQL'],
    ends: 'canceled',
    lead: async (path, optOut) => {
      await path.compose();
      await optOut();
    },
  },
  {
    name: 'a message that the carrier did not take is tried again',
    places: [
      ...requeueing,
      'delivery/delivery-worker.ts attemptSend',
      'delivery/outcome-recorder.ts recordOutcome',
      'delivery/record-outcome.ts applySighting',
      'delivery/record-outcome.ts SQL',
    ],
    ends: 'canceled',
    lead: async (path, optOut) => {
      await path.compose();
      path.carrier.script = async () => {
        await optOut();
        return { outcome: 'notSent', code: '20429', reason: 'Too many requests.' };
      };
      await path.deliver();
    },
  },
  {
    name: 'a message that one carrier did not take goes to another one that has its sender',
    places: [...requeueing, 'delivery/fall-back.ts SQL'],
    ends: 'canceled',
    lead: async (path, optOut) => {
      path.other.ours.push(...path.carrier.ours);
      await path.compose();
      path.carrier.script = async () => {
        await optOut();
        return { outcome: 'notSent', code: '20429', reason: 'Too many requests.' };
      };
      await path.deliver();
      expect((await path.message()).plugin_id).toBe('second');
    },
  },
  {
    name: 'a message that the carrier does not have, as it says, is sent again',
    places: [
      ...requeueing,
      'look-up/settle-attempt.ts SQL',
      'look-up/settle-look-up.ts settleAttempt',
      'look-up/settle-look-up.ts applySighting',
    ],
    ends: 'canceled',
    lead: async (path, optOut) => {
      await path.compose();
      await path.lose();
      await optOut();
      await path.lookUp();
    },
  },
  {
    name: 'a message of a node that died is found absent, and sent again',
    places: [...requeueing, 'delivery/settle-overdue.ts applySighting'],
    ends: 'canceled',
    lead: async (path, optOut) => {
      await path.compose();
      await claimDue(path.world.store, { now: path.world.time.now(), owner: newId() });
      await optOut();
      path.world.time.advance(minute);
      await path.deliver();
      await path.lookUp();
    },
  },
  {
    name: 'an agent sends a message of unknown outcome again',
    places: [
      ...requeueing,
      'look-up/settle-attempt.ts SQL',
      'look-up/database-message-service.ts settleAttempt',
      'look-up/database-message-service.ts applySighting',
    ],
    ends: 'refused',
    lead: async (path, optOut) => {
      await path.compose();
      await path.lose();
      await optOut();
      const { id } = await path.message();
      const messages = new DatabaseMessageService({ ...path.world.sending, mediaOf: async () => [] });
      return codeOf(messages.resend(path.agent, id, { confirm: ['may_arrive_twice'] }));
    },
  },
];

/** Write to the outbox, and put nothing into it. */
const putNothingInto: Readonly<Record<string, string>> = {
  'inbound/append-inbound.ts SQL': 'what customers write',
  'demo-data/import-messages.ts SQL': 'sample data, of which nothing is queued',
  'receipts/learn-carrier-id.ts SQL': 'the carrier’s id',
  'receipts/record-receipt.ts applySighting': 'a receipt tells of what went out',
  'receipts/match-late-receipts.ts applySighting': 'a receipt tells of what went out',
  'delivery/record-accepted.ts SQL': 'what the carrier took',
  'match-keys/end-conversations.ts SQL': 'cancels what waits in a conversation that a changed rule of match keys ended',
  'profiles/cancel-for-recipient.ts SQL': 'cancels what waits for the one who had a number that became somebody else’s',
  'consent/follow-sender-groups.ts SQL': 'moves what waits into the group that its sender is in now',
  'delivery/hold-waiting.ts SQL': 'sets aside what is queued; the trigger that brings it back leaves it queued',
};

/** Whatever puts a message into the outbox, or back into it, calls one of these or writes the table itself. */
const doors: Readonly<Record<string, RegExp>> = {
  SQL: /\b(INSERT INTO|UPDATE) messages\b|\b(insertInto|updateTable)\('messages'\)/,
  ...Object.fromEntries(
    [
      'commitSend',
      'createConversation',
      'appendMessage',
      'queueMessage',
      'settleAttempt',
      'recordOutcome',
      'applySighting',
      'attemptSend',
    ].map((name) => [name, new RegExp(`(?<!function )\\b${name}\\(`)]),
  ),
};

describe('every path that can send', () => {
  const sources = sourcesOf();

  test('is listed here: whatever writes into the outbox belongs to one, or puts nothing into it', () => {
    const found = sources.flatMap(({ path, text }) =>
      Object.entries(doors).flatMap(([door, pattern]) => (pattern.test(text) ? [`${path} ${door}`] : [])),
    );
    const listed = new Set([...sendingPaths.flatMap(({ places }) => places), ...Object.keys(putNothingInto)]);
    expect(found.sort()).toEqual([...listed].sort());
  });

  test('ends at the one statement that takes messages for a carrier, which asks for the opt-out', () => {
    const filesWith = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
    expect(filesWith(/\binstance\.send\(/)).toEqual(['delivery/attempt-send.ts']);
    expect(filesWith(/UPDATE messages m? ?SET state = 'sending'/)).toEqual(['delivery/claim-statement.ts']);
    expect(filesWith(/claimStatement,/)).toContain('delivery/claim-messages.ts');
    const claim = sources.find(({ path }) => path === 'delivery/claim-statement.ts')?.text;
    expect(claim).toContain('optedOutSql');
  });

  test('is in this package: no other one writes messages', () => {
    const packages = fileURLToPath(new URL('../../../', import.meta.url));
    const others = sourcesOf(packages).filter(({ path }) => !/^(messaging|bench)\//.test(path));
    expect(others.length).toBeGreaterThan(200);
    const writing = others.filter(({ text }) => doors['SQL']?.test(text)).map(({ path }) => path);
    // The trigger that brings back what was set aside.
    expect(writing).toEqual(['store/src/migrations/0005-pacing.ts']);
  });
});

describeStores('Along every path that can send', (suite) => {
  let path: Paths;
  beforeEach(async () => {
    path = new Paths(suite.store);
    await path.prepare();
  });
  afterEach(() => path.world.live.close());

  test.each(sendingPaths)('$name: it is sent', async ({ lead }) => {
    expect((await lead(path, async () => {})) ?? null).toBeNull();
    await path.empty();
    expect(path.sent()).toContain(body);
  });

  test.each(sendingPaths)(
    'F: $name: somebody who opted out gets nothing but the confirmation, it is $ends',
    async ({ lead, ends }) => {
      let before: number | undefined;
      const code = await lead(path, async (to = 'support') => {
        await path.world.receive(number, 'STOP', { to });
        before = path.carrier.sent.length;
      });
      // What was never tried does not even wait for the last gate.
      const waiting = (await path.world.outbound()).filter((one) => one.body === body && one.state === 'queued');
      expect(waiting.filter(({ attempts }) => attempts === 0)).toEqual([]);
      await path.empty();
      expect(path.sent().slice(before)).toEqual([confirmation]);
      expect(code ?? null).toBe(ends === 'refused' ? 'recipient_opted_out' : null);
      const written = (await path.world.outbound()).filter((one) => one.body === body);
      if (ends === 'canceled') expect(written).toMatchObject([{ state: 'canceled', cause_code: 'opted_out' }]);
      expect(written.filter(({ state }) => state === 'queued' || state === 'sent')).toEqual([]);
    },
  );
});

const codeOf = (sent: Promise<unknown>): Promise<string | null> =>
  sent.then(
    () => null,
    (error: { code?: string }) => error.code ?? String(error),
  );

/** A customer, an agent, and what the paths lead through. */
class Paths {
  readonly carrier = new AskableCarrier([
    { id: 'support', address: '+12025550100', name: 'Support' },
    { id: 'sales', address: '+12025550101', name: 'Sales' },
  ]);
  /** Has no sender, unless a path gives it some. */
  readonly other = new AskableCarrier([]);
  readonly world: ConsentWorld;
  readonly composition = { channel: 'sms', to: { recipientId: number }, from: 'support', body };
  agent!: Actor;
  source!: string;

  constructor(store: ConsentWorld['store']) {
    const assistant = new ScriptedVirtualAgent();
    assistant.valid = (_channel, { id }) => id === 'sales';
    assistant.script = () => ({ replies: [body], state: null });
    this.world = new ConsentWorld(store, {
      carriers: [
        { plugin: 'scripted', carrier: this.carrier },
        { plugin: 'second', carrier: this.other },
      ],
      contributions: [{ point: VirtualAgent, plugin: 'assistant', instance: assistant }],
      channels: { sms: { manualRecipientEntry: true, consentTexts: { optOut: confirmation, help: body } } },
      manualDeadlines: true,
    });
  }

  async prepare(): Promise<void> {
    this.agent = await this.world.agent('Maya');
    const clara = await this.world.user('Clara', { phones: [number] });
    this.source = (await this.world.interaction({ consumer: clara })).number;
  }

  worker() {
    const { store, points, live, time } = this.world;
    return {
      store,
      points,
      live,
      clock: time,
      logger: silentLogger,
      mediaOf: async () => [],
      sendRecord: this.world.sendRecord,
    };
  }

  /** One look of a node that has just started, to its end. */
  async once(worker: { start(): void; stop(): Promise<void> }): Promise<void> {
    worker.start();
    await worker.stop();
  }

  compose(more: object = {}, source = this.source): Promise<string | null> {
    return codeOf(this.world.composing.send(this.agent, source, { ...this.composition, ...more }));
  }

  deliver(): Promise<void> {
    return this.once(new DeliveryWorker(this.worker()));
  }

  /** The connection breaks, and the carrier has not got it. */
  async lose(): Promise<void> {
    this.carrier.script = () => Promise.reject(new Error('socket hang up'));
    await this.deliver();
  }

  async lookUp(): Promise<void> {
    this.world.time.advance(2 * minute);
    await this.once(new LookUpWorker(this.worker()));
  }

  /** The carrier is in good order, and time passes. */
  async empty(): Promise<void> {
    this.carrier.script = ({ id }) => ({ outcome: 'accepted', carrierMessageId: `C-${id}` });
    // Behind a message of unknown outcome, the next one waits ten minutes.
    for (let look = 0; look < 8; look += 1) {
      await this.deliver();
      if (!(await this.world.outbound()).some(({ state }) => state === 'queued')) return;
      this.world.time.advance(2 * minute);
    }
  }

  sent(): readonly string[] {
    return [...this.carrier.sent, ...this.other.sent].map((message) => message.body);
  }

  async message() {
    return (await this.world.outbound()).find((one) => one.body === body)!;
  }

  conversation() {
    return this.world.store.query
      .selectFrom('interactions')
      .select('number')
      .where('type', '=', 'messaging')
      .executeTakeFirstOrThrow();
  }
}
