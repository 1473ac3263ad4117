import { setImmediate as turn } from 'node:timers/promises';
import { describeStores } from '@hailpoint/store/testing';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import { MessagingError } from '../errors/messaging-error.js';
import type { Actor } from '../messaging.js';
import type { Preflight } from '../model/preflight.js';
import type { SendResult } from '../model/send-result.js';
import { ComposeWorld } from '../testing/compose-world.js';

const agentCount = 8;
const people = 3;
const numbersPerRun = 2;
const senders = ['support', 'sales'] as const;

/** The area codes give every run numbers of its own, so that runs can follow each other in one database. */
const areaCodes = [202, 303, 404, 505, 602, 702, 802, 901, 203, 304, 405, 503, 603, 703, 803, 904, 205, 305, 406, 504];

const person = fc.nat(people - 1);
const conversationState = fc.oneof(
  fc.constant({ kind: 'none' } as const),
  fc.constant({ kind: 'virtual agent' } as const),
  fc.constant({ kind: 'nobody' } as const),
  fc.record({ kind: fc.constant('agent' as const), agent: fc.nat(agentCount - 1) }),
);

const numberState = fc.record({
  /** A person's, a guest's, or none. */
  profile: fc.oneof(person, fc.constant('guest' as const), fc.constant('none' as const)),
  conversations: fc.tuple(conversationState, conversationState),
  queued: fc.boolean(),
});

const step = fc.record({
  act: fc.constantFrom('compose', 'compose', 'compose', 'machine', 'reply', 'close'),
  number: fc.nat(numbersPerRun - 1),
  sender: fc.nat(senders.length - 1),
  /** Whom the record names; `null`: nobody, and the number is typed. */
  person: fc.option(person, { freq: 4 }),
  confirms: fc.constantFrom(true, true, true, false),
  /** Turns of the event loop between looking and sending. */
  hesitates: fc.nat(6),
});

const scenario = fc.record({
  numbers: fc.tuple(numberState, numberState),
  agents: fc.array(fc.array(step, { minLength: 1, maxLength: 2 }), { minLength: agentCount, maxLength: agentCount }),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

describeStores('The preflight tells the truth', (suite) => {
  test('sent concurrently by 8 agents from random states: what was shown is what happens, or the answer is 409', async () => {
    const world = new ComposeWorld(suite.store);
    const agents: Actor[] = [];
    for (let index = 0; index < agentCount; index += 1) agents.push(await world.agent(`Agent ${index}`));
    const outcomes = new Map<string, number>();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(scenario, async (chosen) => {
        const numbers = Array.from({ length: numbersPerRun }, (_, index) => numberOf(run * numbersPerRun + index));
        run += 1;
        for (const outcome of await new Run(world, agents, numbers).play(chosen)) {
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        }
      }),
      { numRuns: suite.kind === 'embedded' ? 25 : 40, interruptAfterTimeLimit: 100_000 },
    );
    // A run in which nothing was sent, or nobody ever came too late, would prove nothing.
    for (const expected of ['sent: row 1', 'sent: row 2', 'sent: row 3', 'sent: row 4', 'plan_changed']) {
      expect([expected, (outcomes.get(expected) ?? 0) > 0]).toEqual([expected, true]);
    }
  }, 120_000);
});

function numberOf(index: number): string {
  const area = areaCodes[Math.floor(index / 100) % areaCodes.length];
  return `+1${area}55501${String(index % 100).padStart(2, '0')}`;
}

/** One random state, and what eight agents do to it at once. */
class Run {
  readonly #customers: string[] = [];
  readonly #sources: string[] = [];
  #typingSource = '';
  #outcomes: string[] = [];
  #sent = 0;

  constructor(
    readonly world: ComposeWorld,
    readonly agents: readonly Actor[],
    readonly numbers: readonly string[],
  ) {}

  async play({ numbers, agents }: Scenario): Promise<readonly string[]> {
    for (let index = 0; index < people; index += 1) {
      const id = await this.world.user(`Customer ${index}`, { phones: this.numbers });
      this.#customers.push(id);
      this.#sources.push((await this.world.interaction({ consumer: id })).number);
    }
    this.#typingSource = (await this.world.interaction()).number;
    let queued = 0;
    for (const [index, state] of numbers.entries()) queued += await this.#prepare(this.numbers[index]!, state);
    await Promise.all(agents.map((steps, index) => this.#act(this.agents[index]!, steps)));
    await this.#checkInvariants(queued);
    return this.#outcomes;
  }

  async #prepare(recipientId: string, state: Scenario['numbers'][number]): Promise<number> {
    const user = typeof state.profile === 'number' ? this.#customers[state.profile]! : null;
    const running = state.conversations.some(({ kind }) => kind !== 'none');
    // A running conversation always has a profile: whoever starts one makes it.
    const profileId = state.profile === 'none' && !running ? null : await this.world.profile(recipientId, user);
    let queued = 0;
    for (const [index, conversation] of state.conversations.entries()) {
      if (conversation.kind === 'none') continue;
      const assignee = conversation.kind === 'agent' ? this.agents[conversation.agent]!.userId : null;
      const { id } = await this.world.conversation({
        recipientId,
        senderId: senders[index]!,
        user,
        profileId,
        virtualAgent: conversation.kind === 'virtual agent',
        ...(assignee !== null && { assignedTo: assignee, liveGroup: [assignee] }),
      });
      if (!state.queued) continue;
      await this.world.message(id, recipientId);
      queued += 1;
    }
    return queued;
  }

  async #act(agent: Actor, steps: readonly Step[]): Promise<void> {
    for (const one of steps) {
      if (one.act === 'close') await this.#close(one);
      else if (one.act === 'reply') await this.#reply(agent, one);
      else await this.#compose(agent, one);
    }
  }

  /** A conversation ends under the lock that everybody takes. */
  async #close({ number, sender }: Step): Promise<void> {
    const matchKey = this.numbers[number]!;
    await this.world.store.transaction(async (transaction) => {
      await transaction.lockRecipients([{ channel: 'sms', matchKey }]);
      await transaction.query
        .updateTable('interactions')
        .set({ state: 'closed_complete', close_reason: 'agent_ended', closed_at: this.world.time.now() })
        .where('match_key', '=', matchKey)
        .where('sender_id', '=', senders[sender]!)
        .where('closed_at', 'is', null)
        .execute();
    });
  }

  async #compose(agent: Actor, { act, number, sender, person: index, confirms, hesitates }: Step): Promise<void> {
    const { composing } = this.world;
    const recipientId = this.numbers[number]!;
    const source = index === null ? this.#typingSource : this.#sources[index]!;
    const to = index === null ? { manual: recipientId } : { recipientId };
    const composition = { channel: 'sms', to, from: senders[sender]!, body: 'Hello' };
    const seen = act === 'machine' ? null : await composing.preflight(agent, source, composition);
    for (let turns = 0; turns < hesitates; turns += 1) await turn();
    await this.#send(agent, seen, confirms, (more) => composing.send(agent, source, { ...composition, ...more }));
  }

  async #reply(agent: Actor, { number, sender, confirms, hesitates }: Step): Promise<void> {
    const row = await this.world.store.query
      .selectFrom('interactions')
      .select('number')
      .where('match_key', '=', this.numbers[number]!)
      .where('sender_id', '=', senders[sender]!)
      .where('closed_at', 'is', null)
      .executeTakeFirst();
    if (!row) return;
    const { composing } = this.world;
    const body = 'Hello';
    const seen = await composing.preflightReply(agent, row.number, { body }).catch((error: MessagingError) => {
      expect(['use_take_over', 'interaction_closed']).toContain(error.code);
      return undefined;
    });
    if (seen === undefined) return;
    for (let turns = 0; turns < hesitates; turns += 1) await turn();
    await this.#send(agent, seen, confirms, (more) => composing.reply(agent, row.number, { body, ...more }));
  }

  /** Sends; who comes too late looks at the new preflight and tries once more. */
  async #send(
    agent: Actor,
    seen: Preflight | null,
    confirms: boolean,
    send: (more: { planId?: string; confirm: readonly string[] }) => Promise<{ result: SendResult }>,
  ): Promise<void> {
    let shown = seen;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const confirm = confirms ? (shown?.confirmations ?? []) : [];
      try {
        const { result } = await send({ ...(shown && { planId: shown.planId }), confirm });
        this.#sent += 1;
        this.#outcomes.push(`sent: row ${result.preflight.plan?.row}`);
        if (shown) expectTruth(shown, result, agent);
        expectTruth(result.preflight, result, agent);
        expect(result.preflight.confirmations.filter((one) => !confirm.includes(one))).toEqual([]);
        return;
      } catch (error) {
        if (!(error instanceof MessagingError)) throw error;
        this.#outcomes.push(error.code);
        expect(error.kind).toBe('conflict');
        if (error.code !== 'plan_changed') {
          const allowed = [
            'interaction_closed',
            'use_take_over',
            ...(confirms && shown ? [] : ['confirmation_required']),
          ];
          expect(allowed).toContain(error.code);
          return;
        }
        const now = error.extra['preflight'] as Preflight;
        expect(now.planId).not.toBe(shown?.planId);
        shown = now;
      }
    }
  }

  async #checkInvariants(queuedBefore: number): Promise<void> {
    const { store } = this.world;
    const keys = sql`match_key = ANY (${[...this.numbers]}::text[])`;
    const twice = await sql<{ n: number }>`
      SELECT count(*)::int AS n FROM interactions WHERE ${keys} AND closed_at IS NULL GROUP BY channel, sender_id, match_key HAVING count(*) > 1
      UNION ALL
      SELECT count(*)::int FROM channel_user_profiles WHERE ${keys} AND active GROUP BY channel, match_key HAVING count(*) > 1`.execute(
      store.query,
    );
    expect(twice.rows).toEqual([]);
    // Every running conversation is its profile's person's.
    const strangers = await sql`
      SELECT i.number FROM interactions i JOIN channel_user_profiles p ON p.channel = i.channel AND p.match_key = i.match_key AND p.active
      WHERE i.match_key = ANY (${[...this.numbers]}::text[]) AND i.closed_at IS NULL
        AND (i.profile_id <> p.id OR i.opened_for_id IS DISTINCT FROM p.user_id)`.execute(store.query);
    expect(strangers.rows).toEqual([]);
    const messages = await sql<{ n: number }>`SELECT count(*)::int AS n FROM messages WHERE ${keys}`.execute(
      store.query,
    );
    expect(messages.rows[0]?.n).toBe(queuedBefore + this.#sent);
    // What a closing send should have canceled is not on its way.
    const left = await sql`
      SELECT m.id FROM messages m JOIN interactions i ON i.id = m.interaction_id
      WHERE i.match_key = ANY (${[...this.numbers]}::text[]) AND m.state = 'queued'
        AND i.close_reason IN ('recipient_reassigned', 'taken_over_by_agent')`.execute(store.query);
    expect(left.rows).toEqual([]);
    // Whoever wrote takes part.
    const absent = await sql`
      SELECT m.id FROM messages m
      WHERE m.match_key = ANY (${[...this.numbers]}::text[]) AND m.author_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM live_group_profiles l WHERE l.interaction_id = m.interaction_id AND l.user_id = m.author_id)`.execute(
      store.query,
    );
    expect(absent.rows).toEqual([]);
  }
}

/** The outcome is what the preflight said, in everything that an agent can see of it. */
function expectTruth(shown: Preflight, result: SendResult, agent: Actor): void {
  const plan = shown.plan!;
  expect(shown.blockers).toEqual([]);
  expect(result.workflow).toBe(plan.workflow);
  expect(result.closed).toEqual(plan.closes.map(({ number }) => number));
  expect(plan.appendsTo ?? 'new').toBe(plan.creates ? 'new' : result.interaction.number);
  expect(result.interaction.version === 1).toBe(plan.creates);
  expect(result.interaction.assignedTo).toEqual(plan.assignedTo);
  expect(result.liveGroup.added).toEqual(plan.joinsLiveGroup ? [{ id: agent.userId, name: agent.name }] : []);
  expect(result.interaction.liveGroup.map(({ id }) => id)).toContain(agent.userId);
  expect(result.interaction.openedFor?.id ?? null).toBe(shown.person?.userId ?? null);
  expect(result.interaction.conversation?.recipientId).toBe(shown.recipient?.recipientId);
  expect(result.interaction.conversation?.senderId).toBe(shown.sender?.id);
  const { activated, deactivated } = result.profile;
  const changes = { kept: [false, false], linked: [false, false], created: [true, false], replaced: [true, true] };
  expect([activated !== undefined, deactivated !== undefined]).toEqual(changes[plan.profile.action]);
}
