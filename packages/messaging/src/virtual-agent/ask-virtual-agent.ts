import { type CallContext, type Logger, VirtualAgent, type VirtualAgentAnswer } from '@hailpoint/kernel';
import type { Attribution, ExtensionPoints } from '@hailpoint/kernel/host';
import { findSender } from '../providers/find-sender.js';
import { type CheckedAnswer, checkAnswer } from './check-answer.js';
import type { TurnToTake } from './read-turn.js';

/** What became of asking for a turn. */
export type TurnOutcome =
  | { readonly outcome: 'answered'; readonly by: Attribution; readonly answer: CheckedAnswer }
  /** All that were asked said that it is not for them. */
  | { readonly outcome: 'nobody' }
  | { readonly outcome: 'failed'; readonly by: Attribution | null };

/** Asks who has the conversation, else all that are valid for it in their order. Never inside a transaction. */
export async function askVirtualAgent(points: ExtensionPoints, turn: TurnToTake, logger: Logger): Promise<TurnOutcome> {
  const { conversation, owner } = turn;
  const question = (instance: VirtualAgent, context: CallContext) =>
    instance.respond(
      {
        conversation,
        message: { id: turn.messageId, body: turn.body, mediaCount: turn.mediaCount, at: turn.at },
        state: owner === null ? null : turn.state,
      },
      context,
    );
  const asked = owner === null ? await askAll(points, turn, question) : await askOwner(points, owner, question);
  if (asked.outcome !== 'answered') return asked;
  const maxLength =
    findSender(points, conversation.channel, conversation.sender.id)?.provider.instance.capabilities.text.maxLength ??
    0;
  const answer = checkAnswer(asked.answer, maxLength);
  if (!('fault' in answer)) return { ...asked, answer };
  logger.warn('A virtual agent gave an answer that cannot be taken', { ...asked.by, problem: answer.fault });
  return { outcome: 'failed', by: asked.by };
}

type Question = (
  instance: VirtualAgent,
  context: CallContext,
) => Promise<VirtualAgentAnswer | null> | VirtualAgentAnswer | null;
type Asked =
  | { readonly outcome: 'answered'; readonly by: Attribution; readonly answer: VirtualAgentAnswer }
  | Exclude<TurnOutcome, { readonly outcome: 'answered' }>;

async function askAll(points: ExtensionPoints, { conversation }: TurnToTake, question: Question): Promise<Asked> {
  const { channel, sender } = conversation;
  const result = await points.first(
    VirtualAgent,
    (instance: VirtualAgent) => instance.isValidForChannel(channel, sender),
    question,
  );
  if (result.answer !== null && result.answeredBy !== null)
    return { outcome: 'answered', by: result.answeredBy, answer: result.answer };
  const [failed] = result.degraded;
  return failed ? { outcome: 'failed', by: failed } : { outcome: 'nobody' };
}

async function askOwner(points: ExtensionPoints, owner: Attribution, question: Question): Promise<Asked> {
  const contribution = points
    .contributions(VirtualAgent)
    .find(({ plugin, contribution }) => plugin === owner.plugin && contribution === owner.contribution);
  if (!contribution) return { outcome: 'failed', by: owner };
  const result = await points.guarded(VirtualAgent, contribution, question);
  if (result.status !== 'answered' || result.value === undefined) return { outcome: 'failed', by: owner };
  return result.value === null ? { outcome: 'nobody' } : { outcome: 'answered', by: owner, answer: result.value };
}
