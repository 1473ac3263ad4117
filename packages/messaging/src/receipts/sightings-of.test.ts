import { describe, expect, test } from '@jest/globals';
import { type MessageProgress, projectProgress, type Sighting } from './message-progress.js';
import { type AttemptFact, type MessageFacts, provedByReceipt, sightingsOf } from './sightings-of.js';

const at = (second: number) => new Date(Date.UTC(2026, 0, 5, 12, 0, second));
const receipts: readonly Sighting[] = [
  { state: 'sent', at: at(9), eventId: 'e1', code: null, reason: null },
  { state: 'failed', at: at(5), eventId: 'e3', code: '30005', reason: 'Unknown number.' },
  { state: 'failed', at: at(5), eventId: 'e2', code: '30003', reason: 'Not reachable.' },
  { state: 'undelivered', at: at(3), eventId: 'e4', code: '30007', reason: 'Filtered.' },
  { state: 'delivered', at: at(8), eventId: 'e5', code: null, reason: null },
];
const ended = { attempt: 1, startedAt: at(0), endedAt: at(6), settled: null, settledAt: null } as const;
const outcomes: readonly (AttemptFact | null)[] = [
  { ...ended, outcome: 'accepted', code: null, reason: null },
  { ...ended, outcome: 'rejected', code: '21211', reason: 'No such number.' },
  { ...ended, outcome: 'not_sent', code: '20429', reason: 'Too many requests.' },
  { ...ended, outcome: 'unknown', code: 'provider_late', reason: 'No answer.' },
  null,
];

/** What the store does with each event, without a store: rows are added, and the message is brought up to them. */
class Model {
  #facts: MessageFacts = {
    present: { state: 'sending', at: at(0), eventId: '', code: null, reason: null },
    attempts: [{ ...ended, endedAt: null, outcome: null, code: null, reason: null }],
    receipts: [],
    handedOn: null,
  };

  take(event: Sighting | AttemptFact): MessageProgress {
    const { attempts } = this.#facts;
    if ('attempt' in event) return this.#project({ attempts: [event] });
    const open = this.#facts.present.state === 'sending' && attempts[0]?.endedAt === null;
    const proved: AttemptFact = { ...ended, endedAt: at(30), outcome: 'accepted', code: provedByReceipt, reason: null };
    return this.#project({ receipts: [...this.#facts.receipts, event], ...(open && { attempts: [proved] }) });
  }

  #project(change: Partial<MessageFacts>): MessageProgress {
    this.#facts = { ...this.#facts, ...change };
    const progress = projectProgress(sightingsOf(this.#facts));
    this.#facts = { ...this.#facts, present: { ...progress, eventId: progress.code ?? '' } };
    return progress;
  }
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}

function subsets<T>(items: readonly T[]): T[][] {
  const [first, ...rest] = items;
  if (first === undefined) return [[]];
  return subsets(rest).flatMap((some) => [some, [first, ...some]]);
}

describe('every order of every subset of receipts, with the outcome of the attempt anywhere between them', () => {
  test.each(outcomes.map((outcome) => [outcome?.outcome ?? 'no answer', outcome] as const))(
    'ends in the same state, cause and time: %s',
    (_name, outcome) => {
      let orders = 0;
      for (const subset of subsets(receipts)) {
        const events = [...subset, ...(outcome ? [outcome] : [])];
        if (events.length === 0) continue;
        const ends = new Set<string>();
        for (const order of permutations(events)) {
          const model = new Model();
          let end: MessageProgress | undefined;
          for (const event of order) end = model.take(event);
          ends.add(JSON.stringify(end));
          orders += 1;
        }
        expect([...ends]).toHaveLength(1);
      }
      expect(orders).toBeGreaterThan(300);
    },
  );
});

describe('where attempts leave a message', () => {
  const facts = (change: Partial<MessageFacts>): MessageFacts => ({
    present: { state: 'unknown', at: at(6), eventId: '', code: 'provider_late', reason: 'No answer.' },
    attempts: [],
    receipts: [],
    handedOn: null,
    ...change,
  });
  const unknown = { ...ended, outcome: 'unknown', code: 'provider_late', reason: 'No answer.' } as const;
  const stateOf = (change: Partial<MessageFacts>) => {
    const { state, code } = projectProgress(sightingsOf(facts(change)));
    return [state, code];
  };

  test('unknown stays unknown until it is settled', () => {
    expect(stateOf({ attempts: [unknown] })).toEqual(['unknown', 'provider_late']);
    const absent = { ...unknown, settled: 'absent', settledAt: at(60) } as const;
    expect(stateOf({ attempts: [absent] })).toEqual(['queued', 'look_up_absent']);
    const resent = { ...unknown, settled: 'resent', settledAt: at(60) } as const;
    expect(stateOf({ attempts: [resent] })).toEqual(['queued', 'resent_by_agent']);
  });

  test('what goes back into the queue of a conversation that was handed on is canceled', () => {
    const absent = { ...unknown, settled: 'absent', settledAt: at(60) } as const;
    expect(stateOf({ attempts: [unknown], handedOn: 'recipient_reassigned' })[0]).toBe('unknown');
    expect(stateOf({ attempts: [absent], handedOn: 'recipient_reassigned' })).toEqual([
      'canceled',
      'recipient_reassigned',
    ]);
    expect(stateOf({ attempts: [absent], handedOn: null })).toEqual(['queued', 'look_up_absent']);
  });

  test('a late answer of the first attempt counts while the second is under way', () => {
    const first = {
      ...ended,
      outcome: 'accepted',
      code: null,
      reason: null,
      settled: 'absent',
      settledAt: at(7),
    } as const;
    const second = { ...ended, attempt: 2, startedAt: at(8), endedAt: null, outcome: null, code: null, reason: null };
    expect(stateOf({ attempts: [first, second] })).toEqual(['sent', null]);
    const nothing = { ...first, outcome: 'not_sent', code: '20429', reason: 'Too many.' } as const;
    expect(stateOf({ attempts: [nothing, second] })).toEqual(['sending', null]);
  });

  test('what we decided ourselves stands until a carrier says more', () => {
    const present = { state: 'failed', at: at(50), eventId: '', code: 'expired', reason: 'Too old.' } as const;
    const notSent = { ...ended, outcome: 'not_sent', code: '20429', reason: 'Too many.' } as const;
    expect(stateOf({ present, attempts: [notSent] })).toEqual(['failed', 'expired']);
    const canceled = { ...present, state: 'canceled', code: 'opted_out' } as const;
    expect(stateOf({ present: canceled, attempts: [notSent] })).toEqual(['canceled', 'opted_out']);
    const delivered = receipts.slice(4);
    expect(stateOf({ present: canceled, attempts: [notSent], receipts: delivered })).toEqual(['delivered', null]);
  });
});
