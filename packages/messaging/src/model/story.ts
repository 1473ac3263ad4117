import type { MessageState } from '@hailpoint/store';
import type { InteractionState } from './interaction.js';

/**
 * What happened to an interaction or a message, told for somebody who was not there. A time inside a sentence or a value is ISO 8601, UTC,
 * with milliseconds, so that whoever shows it can put it into the reader's zone.
 */
export interface Story {
  readonly subject: {
    readonly kind: 'interaction' | 'message';
    /** Of the interaction; of a message, that of its conversation. */
    readonly number: string;
    /** `null`: the story of an interaction. */
    readonly message: string | null;
  };
  /** The whole in one sentence. */
  readonly headline: string;
  /** In the order in which they became known here. */
  readonly chapters: readonly StoryChapter[];
  readonly present: StoryPresent;
  /** Leads to what happened before the first chapter; `null`: the story is told from its beginning. */
  readonly nextCursor: string | null;
}

export interface StoryChapter {
  readonly at: string;
  readonly actor: StoryActor;
  /** Stable: what sort of thing happened, such as `asked`, `attempt`, `receipt` or `closed`. */
  readonly kind: string;
  /** How it bears on what was wanted. */
  readonly tone: 'plain' | 'good' | 'bad' | 'doubt';
  readonly sentence: string;
  readonly details: readonly StoryDetail[];
  /** The message that it is about. */
  readonly message: string | null;
}

export interface StoryActor {
  readonly kind: 'agent' | 'customer' | 'virtual_agent' | 'carrier' | 'system';
  readonly name: string;
}

export interface StoryDetail {
  readonly label: string;
  readonly value: string;
}

export interface StoryPresent {
  readonly state: MessageState | InteractionState;
  /** Why it is in this state. */
  readonly why: string;
  /** What happens next by itself, or what somebody can do; `null`: nothing more is to come. */
  readonly next: string | null;
}
