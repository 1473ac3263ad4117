import type { Logger } from '@hailpoint/kernel';
import { requireAgent, requireReader } from '../directory/require-role.js';
import { type RefusedSend, recordRefusal } from '../history/record-refusal.js';
import type { Actor, ComposeService, Idempotency, Idempotent } from '../messaging.js';
import type { ComposeOptions } from '../model/compose-options.js';
import type { Composition, ReplyRequest, SendRequest } from '../model/composition.js';
import type { ContributionAnswers } from '../model/contribution-answers.js';
import type { Preflight } from '../model/preflight.js';
import type { SendResult } from '../model/send-result.js';
import { decide } from '../preflight/decide.js';
import { factsQuestion } from '../preflight/facts-question.js';
import { gatherReply } from '../preflight/gather-reply.js';
import type { Gathered } from '../preflight/gathered.js';
import { readFacts } from '../preflight/read-facts.js';
import { loadSource } from '../preflight/source-interaction.js';
import { markSent } from '../scheduled/mark-sent.js';
import { askConversationPolicy, commitSend } from '../send/commit-send.js';
import type { SendDependencies } from '../send/send-dependencies.js';
import { composeOptions } from './compose-options.js';
import { explainContributions } from './explain-contributions.js';
import { gatherComposition } from './gather-composition.js';
import { requireComposable } from './require-composable.js';
import { requireRepliable } from './require-repliable.js';
import { validateRecipient } from './validate-recipient.js';

export interface ComposingDependencies extends SendDependencies {
  readonly logger: Logger;
}

/** Compose options, preflight, send and replies, for agents. */
export class Composing implements ComposeService {
  readonly #dependencies: ComposingDependencies;

  constructor(dependencies: ComposingDependencies) {
    this.#dependencies = dependencies;
  }

  async options(actor: Actor, number: string): Promise<ComposeOptions> {
    requireAgent(actor, 'compose messages');
    const { store, points } = this.#dependencies;
    const source = await loadSource(store, number);
    requireComposable(source, points);
    return composeOptions(this.#dependencies, source, actor.userId);
  }

  async explainContributions(actor: Actor, number: string): Promise<ContributionAnswers> {
    requireReader(actor, 'see who answers for a record');
    return explainContributions(this.#dependencies, await loadSource(this.#dependencies.store, number));
  }

  async preflight(actor: Actor, number: string, composition: Composition): Promise<Preflight> {
    requireAgent(actor, 'compose messages');
    return this.#decide(await gatherComposition(this.#dependencies, actor, number, composition));
  }

  async send(
    actor: Actor,
    number: string,
    request: SendRequest,
    idempotency?: Idempotency,
  ): Promise<Idempotent<SendResult>> {
    requireAgent(actor, 'send messages');
    const { planId, confirm = [], ...composition } = request;
    const { inPlaceOf } = composition;
    const sent = commitSend(this.#dependencies, {
      actor,
      number,
      planId,
      confirm,
      idempotency,
      body: { send: number, ...composition },
      gather: () => gatherComposition(this.#dependencies, actor, number, composition),
      ...(inPlaceOf !== undefined && {
        within: (transaction, result, at) =>
          markSent(transaction, this.#dependencies.live, { id: inPlaceOf, by: actor.userId }, result, at),
      }),
    });
    return this.#tellingRefusal(sent, { actor, number, channel: composition.channel, reply: false });
  }

  async preflightReply(actor: Actor, number: string, request: ReplyRequest): Promise<Preflight> {
    requireAgent(actor, 'reply to messages');
    return this.#decide(await this.#gatherReply(actor, number, request));
  }

  async reply(
    actor: Actor,
    number: string,
    request: ReplyRequest,
    idempotency?: Idempotency,
  ): Promise<Idempotent<SendResult>> {
    requireAgent(actor, 'reply to messages');
    const { planId, confirm = [], ...reply } = request;
    const sent = commitSend(this.#dependencies, {
      actor,
      number,
      planId,
      confirm,
      idempotency,
      body: { reply: number, ...reply },
      gather: () => this.#gatherReply(actor, number, reply),
    });
    return this.#tellingRefusal(sent, { actor, number, channel: null, reply: true });
  }

  validateRecipient: ComposeService['validateRecipient'] = async (actor, request) => {
    requireAgent(actor, 'check recipients');
    return validateRecipient(this.#dependencies, request);
  };

  async #gatherReply(actor: Actor, number: string, request: ReplyRequest): Promise<Gathered> {
    const conversation = requireRepliable(await loadSource(this.#dependencies.store, number));
    return gatherReply(this.#dependencies, actor, conversation, request);
  }

  /** A refusal leaves a line in the record's history. That it cannot be written must not hide the refusal itself. */
  async #tellingRefusal<T>(sent: Promise<T>, send: Omit<RefusedSend, 'at'>): Promise<T> {
    try {
      return await sent;
    } catch (error) {
      const { store, clock, live, logger } = this.#dependencies;
      try {
        const added = await recordRefusal(store, { ...send, at: clock.now() }, error);
        if (added) live.publish({ kind: 'interaction', number: send.number });
      } catch (problem) {
        logger.warn('A refused send could not be written down', {
          interaction: send.number,
          error: (problem as Error).name,
        });
      }
      throw error;
    }
  }

  async #decide(gathered: Gathered): Promise<Preflight> {
    const facts = await readFacts(this.#dependencies.store, factsQuestion(gathered));
    return decide(gathered, facts, askConversationPolicy(this.#dependencies.points)).preflight;
  }
}
