import { type CallContext, ChannelProvider, type OutboundMessage, type SendOutcome } from '@hailpoint/kernel';
import type { ActiveContribution, ExtensionPoints } from '@hailpoint/kernel/host';
import { backoffMs } from './backoff.js';
import type { AttemptOutcome } from './record-outcome.js';

/**
 * Hands one message to its provider. Only an answer says what happened: a throw, a missed deadline or an answer of the wrong shape leaves
 * it unknown, because the carrier may have it. An open breaker is the one case in which surely nothing was sent.
 */
export async function attemptSend(
  points: ExtensionPoints,
  provider: ActiveContribution<ChannelProvider>,
  message: OutboundMessage,
  now: () => Date,
): Promise<AttemptOutcome> {
  const result = await points.guarded(ChannelProvider, provider, (instance: ChannelProvider, context: CallContext) =>
    instance.send(message, context),
  );
  const later = (retryAfterMs?: number) => new Date(now().getTime() + backoffMs(message.attempt, retryAfterMs));
  switch (result.status) {
    case 'answered':
      return understand(result.value, later);
    case 'open':
      return {
        outcome: 'not_sent',
        code: 'provider_paused',
        reason: 'The provider failed several times in a row and is given a rest.',
        retryAt: later(result.retryAfterMs),
      };
    case 'late':
      return {
        outcome: 'unknown',
        code: 'provider_late',
        reason: 'The carrier did not answer in time; it may have the message.',
      };
    case 'failed':
      return {
        outcome: 'unknown',
        code: 'provider_failed',
        reason: 'The connection to the carrier broke; it may have the message.',
      };
  }
}

function understand(answer: SendOutcome, later: (retryAfterMs?: number) => Date): AttemptOutcome {
  if (answer?.outcome === 'accepted' && typeof answer.carrierMessageId === 'string') return answer;
  if (answer?.outcome === 'rejected') {
    const { code, reason, optedOut } = answer;
    return { outcome: 'rejected', code, reason, ...(optedOut === true && { optedOut }) };
  }
  if (answer?.outcome === 'notSent') {
    return { outcome: 'not_sent', code: answer.code, reason: answer.reason, retryAt: later(answer.retryAfterMs) };
  }
  return {
    outcome: 'unknown',
    code: 'provider_answer_unclear',
    reason: 'The provider gave an answer that is not understood.',
  };
}
