import { type CallContext, ChannelProvider, type LookUpOutcome, type OutboundMessage } from '@hailpoint/kernel';
import { type ActiveContribution, type ExtensionPoints } from '@hailpoint/kernel/host';

/** What came of asking a carrier about one attempt. */
export type LookUpAnswer =
  | Extract<LookUpOutcome, { readonly outcome: 'found' | 'absent' }>
  /** The carrier was not asked, or did not say. `reason` is for the agent. */
  | {
      readonly outcome: 'inconclusive' | 'failed' | 'late' | 'paused';
      readonly reason: string;
      readonly retryAfterMs?: number;
    };

const states = new Set(['sent', 'failed', 'undelivered', 'delivered', 'read']);

/** Asks the carrier about an attempt whose outcome is unknown. Never throws: not to know is an answer. */
export async function askCarrier(
  points: ExtensionPoints,
  provider: ActiveContribution<ChannelProvider>,
  message: OutboundMessage,
): Promise<LookUpAnswer> {
  const result = await points.guarded(ChannelProvider, provider, (instance: ChannelProvider, context: CallContext) =>
    (instance.lookUp as NonNullable<ChannelProvider['lookUp']>)(message, context),
  );
  switch (result.status) {
    case 'answered':
      return understand(result.value);
    case 'open':
      return {
        outcome: 'paused',
        reason: 'The connection to the carrier failed several times in a row and is given a rest.',
        ...(result.retryAfterMs === undefined ? {} : { retryAfterMs: result.retryAfterMs }),
      };
    case 'late':
      return { outcome: 'late', reason: 'The carrier did not answer in time.' };
    case 'failed':
      return { outcome: 'failed', reason: 'The carrier could not be asked.' };
  }
}

function understand(answer: LookUpOutcome): LookUpAnswer {
  if (answer?.outcome === 'found' && typeof answer.carrierMessageId === 'string' && states.has(answer.state))
    return answer;
  if (answer?.outcome === 'absent') return { outcome: 'absent' };
  if (answer?.outcome === 'inconclusive') return { outcome: 'inconclusive', reason: answer.reason };
  return { outcome: 'inconclusive', reason: 'The carrier gave an answer that is not understood.' };
}
