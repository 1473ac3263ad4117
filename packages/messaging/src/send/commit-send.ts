import { ConversationPolicy } from '@hailpoint/kernel';
import type { StoreTransaction } from '@hailpoint/store';
import { InteractionChangedError } from '../errors/interaction-changed-error.js';
import { InteractionClosedError } from '../errors/interaction-closed-error.js';
import { InteractionNotFoundError } from '../errors/interaction-not-found-error.js';
import { SendBlockedError } from '../errors/send-blocked-error.js';
import { UseTakeOverError } from '../errors/use-take-over-error.js';
import { isClosed } from '../interactions/is-closed.js';
import { viewContext } from '../interactions/view-context.js';
import type { Actor, Idempotency, Idempotent } from '../messaging.js';
import type { Preflight } from '../model/preflight.js';
import type { SendResult } from '../model/send-result.js';
import type { AskPolicy } from '../preflight/ask-for-plan.js';
import { type Decision, decide } from '../preflight/decide.js';
import type { Facts } from '../preflight/facts.js';
import { factsQuestion } from '../preflight/facts-question.js';
import type { Gathered } from '../preflight/gathered.js';
import { readFactsForCommit } from '../preflight/read-facts.js';
import { carryOut, type SendToCarryOut } from './carry-out.js';
import { runIdempotently } from './idempotency.js';
import { requireAgreed } from './require-agreed.js';
import type { SendDependencies } from './send-dependencies.js';

export interface CommitRequest {
  readonly actor: Actor;
  /** Number of the interaction that is composed from or replied in. */
  readonly number: string;
  /** Of the preflight that the agent saw; absent for machines. */
  readonly planId: string | undefined;
  readonly confirm: readonly string[];
  readonly idempotency: Idempotency | undefined;
  /** The request without `planId` and `confirm`. */
  readonly body: unknown;
  /** Asks the plugins. Runs outside the transaction, and again when the record changed meanwhile. */
  readonly gather: () => Promise<Gathered>;
  /** Whether the outcome is one that was agreed to before; throws when not. Asked when nothing is in the way. */
  readonly requirePlan?: (preflight: Preflight) => void;
  /** Written along with the send: both are there or neither. A throw takes the send back. */
  readonly within?: (transaction: StoreTransaction, result: SendResult, at: Date) => Promise<void>;
}

/** The record is not the one that the plugins were asked about. Caught below. */
class SourceChanged extends Error {}

const mostGatherings = 3;

/**
 * Gathers, and then decides and writes in one transaction, under the lock of the recipient. No plugin is called inside but the conversation
 * policy, which is synchronous and pure.
 *
 * @throws PlanChangedError, SendBlockedError, ConfirmationRequiredError, InteractionClosedError, UseTakeOverError,
 * InteractionChangedError, IdempotencyKeyReusedError, and what gathering throws; nothing is written then
 */
export async function commitSend(
  dependencies: SendDependencies,
  request: CommitRequest,
): Promise<Idempotent<SendResult>> {
  for (let gathering = 1; gathering <= mostGatherings; gathering += 1) {
    const gathered = await settle(request.gather());
    // Nothing to replay, and nothing to wait for.
    if ('error' in gathered && !request.idempotency) throw gathered.error;
    try {
      return await dependencies.store.transaction((transaction) =>
        commit(dependencies, transaction, request, gathered),
      );
    } catch (error) {
      if (!(error instanceof SourceChanged)) throw error;
    }
  }
  throw new InteractionChangedError(request.number);
}

type Settled<T> = { readonly value: T } | { readonly error: unknown };

async function settle<T>(promise: Promise<T>): Promise<Settled<T>> {
  try {
    return { value: await promise };
  } catch (error) {
    return { error };
  }
}

async function commit(
  dependencies: SendDependencies,
  transaction: StoreTransaction,
  request: CommitRequest,
  settled: Settled<Gathered>,
): Promise<Idempotent<SendResult>> {
  const { clock, points, live, store } = dependencies;
  const { actor, idempotency, body } = request;
  const at = clock.now();
  return runIdempotently(transaction, { userId: actor.userId, idempotency, body, status: 201, at }, async () => {
    // Only now: a request that was answered already is answered again, whatever stands in its way today.
    if ('error' in settled) throw settled.error;
    const gathered = settled.value;
    const { channel } = gathered.channel;
    const recipients = gathered.recipient ? [{ channel, matchKey: gathered.recipient.matchKey }] : [];
    // Sent together, in this order: the facts are read when the lock is held.
    const [, facts] = await Promise.all([
      transaction.lockRecipients(recipients),
      readFactsForCommit(transaction, factsQuestion(gathered)),
    ]);
    requireSameSource(gathered, facts);
    const decision = decide(gathered, facts, askConversationPolicy(points));
    const send = requireAgreement(request, { gathered, facts, decision, at });
    const result = await carryOut(transaction, live, send, viewContext(points, actor));
    await request.within?.(transaction, result, at);
    transaction.afterCommit(() => store.wake('outbox'));
    return result;
  });
}

/** The policies that are switched on, asked in their order. */
export function askConversationPolicy(points: SendDependencies['points']): AskPolicy {
  return (situation) => points.firstSync(ConversationPolicy, (policy) => policy.decide(situation));
}

/**
 * The record is still the one that plugins were asked about.
 *
 * @throws InteractionNotFoundError, InteractionClosedError, UseTakeOverError
 */
export function requireSameSource(gathered: Gathered, { source }: Facts): void {
  const { number, version } = gathered.source;
  if (!source) throw new InteractionNotFoundError(number);
  if (isClosed(source.state)) throw new InteractionClosedError(number);
  if (gathered.replyIn !== null) {
    // Replies and receipts change a conversation all the time; nobody was asked about it.
    if (source.virtualAgent) throw new UseTakeOverError(number);
  } else if (source.version !== version) {
    throw new SourceChanged();
  }
}

/** What was agreed to, complete. */
function requireAgreement(
  request: Pick<CommitRequest, 'actor' | 'planId' | 'confirm' | 'requirePlan'>,
  { gathered, facts, decision, at }: { gathered: Gathered; facts: Facts; decision: Decision; at: Date },
): SendToCarryOut {
  const { preflight, plan } = decision;
  const { recipient, sender } = gathered;
  requireAgreed(request, preflight);
  if (!plan || !preflight.plan || !recipient || !sender) throw new SendBlockedError(preflight);
  return {
    gathered: { ...gathered, recipient, sender },
    facts,
    decision: { ...decision, plan },
    preview: preflight.plan,
    asked: { via: request.actor.via ?? null, planSeen: request.planId !== undefined },
    at,
  };
}
