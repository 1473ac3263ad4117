import { ChannelProvider, type OutboundMedia } from '@hailpoint/kernel';
import { newId, type StoreTransaction } from '@hailpoint/store';
import { requireRepliable } from '../compose/require-repliable.js';
import { isId } from '../directory/is-id.js';
import { requireAgent } from '../directory/require-role.js';
import { LookUpImpossibleError } from '../errors/look-up-impossible-error.js';
import { MayArriveTwiceError } from '../errors/may-arrive-twice-error.js';
import { MessageNotFoundError } from '../errors/message-not-found-error.js';
import { MessageNotUnknownError } from '../errors/message-not-unknown-error.js';
import { recordHistory } from '../history/record-history.js';
import { loadMessages } from '../messages/message-view.js';
import type { Actor, Idempotency, Idempotent, MessageService } from '../messaging.js';
import type { Message, MessageState } from '../model/message.js';
import type { LookUpResult } from '../model/message-look-up.js';
import type { Preflight } from '../model/preflight.js';
import { decide } from '../preflight/decide.js';
import { factsQuestion } from '../preflight/facts-question.js';
import { gatherReply } from '../preflight/gather-reply.js';
import type { Gathered } from '../preflight/gathered.js';
import { readFactsForCommit } from '../preflight/read-facts.js';
import { loadSource } from '../preflight/source-interaction.js';
import { maximumAgeMs } from '../providers/maximum-age-ms.js';
import { applySighting } from '../receipts/apply-sighting.js';
import { lockMessageForQueue } from '../receipts/lock-message.js';
import { askConversationPolicy, requireSameSource } from '../send/commit-send.js';
import { runIdempotently } from '../send/idempotency.js';
import { requireAgreed } from '../send/require-agreed.js';
import type { SendDependencies } from '../send/send-dependencies.js';
import { claimLookUp } from './claim-look-ups.js';
import { lookUp } from './look-up.js';
import { answerWords } from './look-up-words.js';
import { settleAttempt } from './settle-attempt.js';

export interface MessageServiceDependencies extends SendDependencies {
  readonly mediaOf: (messageId: string) => Promise<readonly OutboundMedia[]>;
}

interface OutboundRow {
  readonly number: string;
  readonly channel: string;
  readonly plugin_id: string;
  readonly state: MessageState;
}

/** What was judged when a message was written. */
const writtenFields: ReadonlySet<Preflight['blockers'][number]['field']> = new Set([
  'template',
  'body',
  'attachmentIds',
]);

/** What agents do about messages of unknown outcome. */
export class DatabaseMessageService implements MessageService {
  readonly #dependencies: MessageServiceDependencies;

  constructor(dependencies: MessageServiceDependencies) {
    this.#dependencies = dependencies;
  }

  async lookUp(actor: Actor, id: string): Promise<LookUpResult> {
    requireAgent(actor, 'look messages up');
    const { store, clock, points } = this.#dependencies;
    const { state, plugin_id, channel } = await this.#find(id);
    if (state !== 'unknown') return this.#answer(id, 'known', null);
    const ofPlugin = points.listening(ChannelProvider).filter(({ plugin }) => plugin === plugin_id);
    if (!ofPlugin.some(({ instance }) => instance.channel === channel && instance.lookUp))
      throw new LookUpImpossibleError(plugin_id, ofPlugin.length > 0);
    const owner = newId();
    const claimed = await claimLookUp(store, { messageId: id, owner, now: clock.now() });
    if (!claimed) return this.#answer(id, 'busy', null);
    const settled = await lookUp(this.#dependencies, claimed, { owner, userId: actor.userId });
    if (settled.next === 'overtaken') return this.#answer(id, 'known', null);
    const { answer } = settled;
    const early = settled.next === 'wait' && settled.early;
    const reason = 'reason' in answer ? (answer.reason ?? null) : null;
    return this.#answer(id, early ? 'absent_early' : answer.outcome, reason);
  }

  async resend(
    actor: Actor,
    id: string,
    { confirm = [] }: { readonly confirm?: readonly string[] },
    idempotency?: Idempotency,
  ): Promise<Idempotent<Message>> {
    requireAgent(actor, 'send messages again');
    const { number } = await this.#find(id);
    const { store, clock } = this.#dependencies;
    // A failure to gather is not thrown yet: a request that was answered already is answered again.
    const gathered = this.#gather(actor, number, id);
    await gathered.catch(() => {});
    return store.transaction((transaction) => {
      const at = clock.now();
      const request = { userId: actor.userId, idempotency, body: { resend: id }, status: 200 as const, at };
      return runIdempotently(transaction, request, async () =>
        this.#sendAgain(transaction, await gathered, { actor, id, confirm, at }),
      );
    });
  }

  async #sendAgain(
    transaction: StoreTransaction,
    gathered: Gathered,
    { actor, id, confirm, at }: { actor: Actor; id: string; confirm: readonly string[]; at: Date },
  ): Promise<Message> {
    const { points, live, store } = this.#dependencies;
    const message = await lockMessageForQueue(transaction, id);
    if (!message) throw new MessageNotFoundError(id);
    if (message.state !== 'unknown') throw new MessageNotUnknownError(message.state as MessageState);
    const facts = await readFactsForCommit(transaction, factsQuestion(gathered));
    requireSameSource(gathered, facts);
    const { preflight } = decide(gathered, facts, askConversationPolicy(points));
    // Its text and pictures were judged when it was written, and are sent as they were.
    const blockers = preflight.blockers.filter(({ field }) => !writtenFields.has(field));
    requireAgreed({ planId: undefined, confirm }, { ...preflight, blockers, sendable: blockers.length === 0 });
    if (!confirm.includes('may_arrive_twice')) throw new MayArriveTwiceError();
    const provider = points
      .contributions(ChannelProvider)
      .find(({ plugin, instance }) => plugin === message.plugin_id && instance.channel === gathered.channel.channel);
    const expiresAt = new Date(at.getTime() + maximumAgeMs(provider?.instance ?? null));
    await settleAttempt(
      transaction,
      { message_id: id, attempt: message.attempts },
      { settled: 'resent', at, expiresAt },
    );
    await applySighting(transaction, live, message, null);
    await recordHistory(
      transaction,
      { interactionId: message.interaction_id, messageId: id, userId: actor.userId, at },
      { kind: 'sent_again', detail: { attempt: message.attempts } },
    );
    transaction.afterCommit(() => store.wake('outbox'));
    const [view] = await loadMessages(transaction, [id]);
    return view as Message;
  }

  /** Asks what a reply with this text, or this template, would ask. */
  async #gather(actor: Actor, number: string, id: string): Promise<Gathered> {
    const { store } = this.#dependencies;
    const [message] = await loadMessages(store, [id]);
    const conversation = requireRepliable(await loadSource(store, number));
    const { template, body = '' } = message ?? {};
    const written = template ? { template: { id: template.id, variables: {} } } : { body };
    return gatherReply(this.#dependencies, actor, conversation, written);
  }

  /** @throws MessageNotFoundError */
  async #find(id: string): Promise<OutboundRow> {
    const [row] = isId(id)
      ? await this.#dependencies.store.execute<OutboundRow>(
          {
            name: 'message-to-settle',
            text: `SELECT i.number, m.channel, m.plugin_id, m.state FROM messages m JOIN interactions i ON i.id = m.interaction_id
                    WHERE m.id = $1 AND m.direction = 'outbound'`,
          },
          [id],
        )
      : [];
    if (!row) throw new MessageNotFoundError(id);
    return row;
  }

  async #answer(id: string, outcome: LookUpResult['outcome'], reason: string | null): Promise<LookUpResult> {
    const [message] = await loadMessages(this.#dependencies.store, [id]);
    if (!message) throw new MessageNotFoundError(id);
    return { outcome, words: answerWords(outcome, message.state, reason), message };
  }
}
