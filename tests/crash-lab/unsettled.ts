import type { StoredMessage, StoreFacts } from './store-facts.js';

/** A message waits so long at most behind an unknown one of its conversation: what delivery promises. */
const unknownHoldsBackMs = 10 * 60_000;

/** Messages that still move by themselves: everything that is sending, and queued ones that nothing holds back. */
export function movingMessages({ messages }: StoreFacts, now: Date): readonly StoredMessage[] {
  return messages.filter(
    (message) => message.state === 'sending' || (message.state === 'queued' && !heldBy(message, messages, now)),
  );
}

/** The unknown message that holds a queued one back, as documented, or what that one waits for in turn. */
export function heldBy(
  message: StoredMessage,
  messages: readonly StoredMessage[],
  now: Date,
): StoredMessage | undefined {
  return messages.find(
    (earlier) =>
      earlier.interactionId === message.interactionId &&
      earlier.position < message.position &&
      earlier.state === 'unknown' &&
      now.getTime() - earlier.stateAt.getTime() < unknownHoldsBackMs,
  );
}

/** How much of our store is not at rest yet. Callbacks that are parked wait for a person. */
export function unsettledCount(facts: StoreFacts, now: Date): number {
  const pending = facts.openWebhooks.filter(({ state }) => state === 'pending').length;
  return movingMessages(facts, now).length + pending + facts.openLookUps;
}
