import type { AcceptedEntry, CallbackEntry, InboundEntry, LedgerEntry } from '@hailpoint/carrier-simulator';
import { duplicateExplanation } from './duplicate-explanation.js';
import type { Acknowledged } from './lab-tally.js';
import { lifeOf } from './life-of.js';
import type { StoreFacts } from './store-facts.js';
import { heldBy, movingMessages } from './unsettled.js';

export interface Comparison {
  readonly ledger: readonly LedgerEntry[];
  readonly facts: StoreFacts;
  readonly acknowledged: readonly Acknowledged[];
  readonly contradictions: readonly string[];
  readonly now: Date;
}

/** One thing that must hold. */
export interface Check {
  readonly name: string;
  /** How many things were looked at. */
  readonly checked: number;
  readonly violations: readonly string[];
  /** Not wrong, but worth a name. */
  readonly notes: readonly string[];
}

const rank = ['sent', 'undelivered', 'delivered', 'read'];

/** Compares what the carrier did with what we say: pure, so that each violation has a test. */
export function compare(comparison: Comparison): readonly Check[] {
  const { ledger, facts, acknowledged, contradictions, now } = comparison;
  const accepted = ledger.filter((entry): entry is AcceptedEntry => entry.kind === 'accepted');
  const inbound = ledger.filter((entry): entry is InboundEntry => entry.kind === 'inbound');
  const messages = new Map(facts.messages.map((message) => [message.id, message]));
  const outbound = facts.messages.filter(({ direction }) => direction === 'outbound');
  const sends = acceptedById(accepted);
  const ofEvents = new Set(facts.inboundEvents.map(({ messageId }) => messageId));
  const moving = new Set(movingMessages(facts, now));
  return [
    check('every send that the carrier accepted is in our store as gone out', accepted, ({ clientMessageId }) => {
      const state = messages.get(clientMessageId)?.state;
      if (state === undefined) return `${clientMessageId} is not in our store`;
      return [...rank, 'unknown'].includes(state)
        ? null
        : `${clientMessageId} is ${state}, but the carrier has it: ${lifeOf(clientMessageId, facts, ledger)}`;
    }),
    check('every message that we call gone out is in the ledger', outbound, ({ id, state }) =>
      rank.includes(state) && !sends.has(id) ? `${id} is ${state}, but the carrier never had it` : null,
    ),
    check('nothing acknowledged is missing', acknowledged, ({ messageId, body }) => {
      const message = messages.get(messageId);
      return message?.body === body ? null : `${messageId} is ${message ? 'another message' : 'missing'}`;
    }),
    check('no send is in our store twice', [...countBodies(outbound)], ([body, count]) =>
      count > 1 ? `"${body.slice(0, 40)}" is there ${count} times` : null,
    ),
    { name: 'one Idempotency-Key, one message', checked: acknowledged.length, violations: contradictions, notes: [] },
    unique('one active conversation per channel, sender and match key', facts.activeConversations),
    unique('one active profile per channel and match key', facts.activeProfiles),
    compareInbound(inbound, ledger, facts),
    check('no inbound message that the carrier does not know', facts.messages, ({ id, direction }) =>
      direction === 'inbound' && !ofEvents.has(id) ? `${id} belongs to no event` : null,
    ),
    compareDuplicates(accepted, facts, ledger),
    compareReceipts(ledger, accepted, facts),
    check('every state is explained', outbound, (message) => {
      const { id, state, cause } = message;
      if (moving.has(message)) return `${id} is still ${state}`;
      if (state === 'queued') return heldBy(message, facts.messages, now) ? null : `${id} is queued behind nothing`;
      return rank.slice(0, 1).concat('delivered', 'read').includes(state) || cause
        ? null
        : `${id} is ${state} without a cause`;
    }),
    check('every attempt has an end', facts.attempts, ({ messageId, attempt, endedAt, outcome }) =>
      endedAt && outcome ? null : `attempt ${attempt} of ${messageId} has none`,
    ),
    check('no callback is left', facts.openWebhooks, ({ id, state, problem }) => `${id} is ${state}: ${problem}`),
  ];
}

function compareInbound(inbound: readonly InboundEntry[], ledger: readonly LedgerEntry[], facts: StoreFacts): Check {
  const outcomes = (outcome: CallbackEntry['outcome']) =>
    new Set(ledger.flatMap((entry) => (entry.kind === 'callback' && entry.outcome === outcome ? [entry.eventId] : [])));
  const [taken, givenUp] = [outcomes('acknowledged'), outcomes('givenUp')];
  const events = new Map<string, string[]>();
  for (const { eventId, messageId } of facts.inboundEvents) {
    events.set(eventId, [...(events.get(eventId) ?? []), messageId]);
  }
  const messages = new Map(facts.messages.map((message) => [message.id, message]));
  return check('every text of a phone is in our store once', inbound, ({ carrierMessageId, body }) => {
    const ids = events.get(carrierMessageId) ?? [];
    // What we never acknowledged, and the carrier gave up, is not ours to have.
    if (ids.length === 0 && givenUp.has(carrierMessageId) && !taken.has(carrierMessageId)) return null;
    if (ids.length !== 1) return `${carrierMessageId} is there ${ids.length} times`;
    return messages.get(ids[0] as string)?.body === body ? null : `${carrierMessageId} has another text`;
  });
}

function compareDuplicates(
  accepted: readonly AcceptedEntry[],
  facts: StoreFacts,
  ledger: readonly LedgerEntry[],
): Check {
  const notes: string[] = [];
  const violations: string[] = [];
  for (const [id, entries] of acceptedById(accepted)) {
    if (entries.length < 2) continue;
    const explanation = duplicateExplanation(
      entries,
      facts.attempts.filter(({ messageId }) => messageId === id),
    );
    if (explanation === null) violations.push(`${id} was sent ${entries.length} times: ${lifeOf(id, facts, ledger)}`);
    else notes.push(`${id}: ${explanation}`);
  }
  return {
    name: 'nothing was sent twice that a look-up could have prevented',
    checked: accepted.length,
    violations,
    notes,
  };
}

function compareReceipts(ledger: readonly LedgerEntry[], accepted: readonly AcceptedEntry[], facts: StoreFacts): Check {
  const clientIds = new Map(accepted.map((entry) => [entry.carrierMessageId, entry.clientMessageId]));
  const acknowledged = new Set(
    ledger.flatMap((entry) => (entry.kind === 'callback' && entry.outcome === 'acknowledged' ? [entry.eventId] : [])),
  );
  const stored = new Set(facts.receipts.map(({ eventId }) => eventId));
  const messages = new Map(facts.messages.map((message) => [message.id, message]));
  const told = ledger.filter((entry) => entry.kind === 'receipt' && !entry.foreign && acknowledged.has(entry.eventId));
  return check('every receipt that we took shows in its message', told, (entry) => {
    if (entry.kind !== 'receipt') return null;
    if (!stored.has(entry.eventId)) return `${entry.eventId} is not in our store`;
    const message = messages.get(clientIds.get(entry.carrierMessageId) ?? '');
    const isShown = rank.indexOf(message?.state ?? '') >= rank.indexOf(entry.state);
    return isShown ? null : `${message?.id} is ${message?.state}, though ${entry.state} was reported`;
  });
}

function acceptedById(accepted: readonly AcceptedEntry[]): ReadonlyMap<string, readonly AcceptedEntry[]> {
  const byId = new Map<string, AcceptedEntry[]>();
  for (const entry of accepted) byId.set(entry.clientMessageId, [...(byId.get(entry.clientMessageId) ?? []), entry]);
  return byId;
}

function countBodies(outbound: StoreFacts['messages']): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  // What the system says by itself, such as the confirmation of an opt-out, may be said often.
  for (const { author, body } of outbound) if (author === 'agent') counts.set(body, (counts.get(body) ?? 0) + 1);
  return counts;
}

function unique(name: string, keys: readonly string[]): Check {
  return check(name, [...new Set(keys)], (key) => {
    const count = keys.filter((each) => each === key).length;
    return count > 1 ? `${key} has ${count}` : null;
  });
}

function check<T>(name: string, things: readonly T[], violation: (thing: T) => string | null): Check {
  const violations = things.map(violation).filter((each) => each !== null);
  return { name, checked: things.length, violations, notes: [] };
}
