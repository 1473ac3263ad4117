import type { StoryChapter } from '../model/story.js';
import { provedByReceipt } from '../receipts/sightings-of.js';
import { durationWords } from '../time/duration-words.js';
import type { AttemptFacts, MessageFacts } from './story-facts.js';

const tones = { accepted: 'good', rejected: 'bad', not_sent: 'doubt', unknown: 'doubt' } as const;

/** One try to hand a message to its carrier. */
export function tellAttempt(message: MessageFacts, attempt: AttemptFacts, it: string): StoryChapter {
  const { outcome, code, reason, startedAt, endedAt } = attempt;
  return {
    at: startedAt.toISOString(),
    actor: { kind: 'system', name: 'Hailpoint' },
    kind: 'attempt',
    tone: outcome === null ? 'plain' : tones[outcome],
    sentence: sentenceOf(attempt, it),
    details: [
      { label: 'Attempt', value: String(attempt.attempt) },
      ...(endedAt === null ? [] : [{ label: 'Took', value: durationWords(endedAt.getTime() - startedAt.getTime()) }]),
      ...(code === null ? [] : [{ label: 'Code', value: code }]),
      ...(reason === null ? [] : [{ label: 'Reason', value: reason }]),
      ...(outcome === 'accepted' && message.carrierMessageId !== null
        ? [{ label: "Carrier's id", value: message.carrierMessageId }]
        : []),
    ],
    message: message.id,
  };
}

function sentenceOf({ attempt, plugin, outcome, code, reason, startedAt, endedAt }: AttemptFacts, it: string): string {
  const again = attempt === 1 ? '' : ' again';
  const handed = `Hailpoint handed ${it} to the carrier${again} through ${plugin}`;
  const after = endedAt === null ? '' : ` ${durationWords(endedAt.getTime() - startedAt.getTime())} later`;
  const why = reason === null ? '.' : `: ${reason}`;
  switch (outcome) {
    case 'accepted':
      if (code === provedByReceipt)
        return `${handed}. Its own answer never came, but the carrier reported that it has it.`;
      return `${handed}, which accepted it${after}.`;
    case 'rejected':
      return `${handed}, which refused it${after}${why}`;
    case 'not_sent':
      return `Hailpoint tried${again} to hand ${it} to the carrier through ${plugin}, and it surely did not go out${why}`;
    case 'unknown':
      return `${handed} and${after === '' ? '' : `,${after},`} did not know what had become of it${why}`;
    case null:
      return `${handed}, and has no answer yet.`;
  }
}
