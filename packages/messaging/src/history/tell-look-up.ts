import type { StoryChapter } from '../model/story.js';
import type { LookUpFacts, MessageFacts } from './story-facts.js';

const tones = {
  found: 'good',
  absent: 'good',
  absent_early: 'doubt',
  inconclusive: 'doubt',
  failed: 'doubt',
  late: 'doubt',
  paused: 'doubt',
} as const;

/** One question to the carrier about a message of unknown outcome, and what came of it. */
export function tellLookUp(message: MessageFacts, lookUp: LookUpFacts, it: string): StoryChapter {
  const { at, user, outcome, attempt, code, reason, nextAt } = lookUp;
  return {
    at: at.toISOString(),
    actor: user ? { kind: 'agent', name: user } : { kind: 'system', name: 'Hailpoint' },
    kind: 'looked_up',
    tone: tones[outcome],
    sentence: sentenceOf(lookUp, it),
    details: [
      { label: 'About attempt', value: String(attempt) },
      ...(code === null ? [] : [{ label: 'Code', value: code }]),
      ...(reason === null ? [] : [{ label: 'Reason', value: reason }]),
      ...(nextAt === null ? [] : [{ label: 'Asked again at', value: nextAt.toISOString() }]),
    ],
    message: message.id,
  };
}

function sentenceOf({ user, outcome, reason, nextAt }: LookUpFacts, it: string): string {
  const asked = `${user ? `${user} had Hailpoint ask` : 'Hailpoint asked'} the carrier what had become of ${it}`;
  const again = nextAt === null ? '' : ` The carrier was to be asked again at ${nextAt.toISOString()}.`;
  const why = reason === null ? '' : ` ${reason}`;
  switch (outcome) {
    case 'found':
      return `${asked}: the carrier has it.`;
    case 'absent':
      return `${asked}: the carrier does not have it. So nothing can arrive twice, and it is sent again.`;
    case 'absent_early':
      return `${asked}: the carrier does not have it so far, but may still get it.${again}`;
    case 'inconclusive':
      return `${asked}, and the answer did not settle it.${why}${again}`;
    case 'failed':
    case 'late':
      return `${asked}, and had no usable answer.${why}${again}`;
    case 'paused':
      return `Hailpoint wanted to ask the carrier what had become of ${it}, but gives it a rest after several failures.${again}`;
  }
}
