import type { CallContext, ExtensionPoint } from '@hailpoint/kernel';
import type { PluginSubject } from './plugin-subject.js';
import type { PluginTrial } from './plugin-trial.js';

/** A question that the contribution must take. */
export interface Sample<Question> {
  /** For a sentence about it, such as "the sample 2 of `records`". */
  readonly what: string;
  readonly question: Question;
  /** What is wrong with an answer to this very question; `null`: nothing. Its shape is looked at elsewhere. */
  unexpected(answer: unknown): string | null;
}

/** A question that nobody expects; an answer is right, an error is not. */
export interface OddQuestion<Question> {
  readonly what: string;
  readonly question: Question;
}

/** How the contributions to one extension point are asked, and what an answer is. */
export interface Probe<C extends object, Subject extends PluginSubject, Question> {
  readonly point: ExtensionPoint<C>;
  readonly select: {
    /** Of the method. */
    readonly name: string;
    ask(instance: C, question: Question): unknown;
  };
  readonly ask: {
    readonly name: string;
    ask(instance: C, question: Question, context: CallContext): unknown;
  };
  samples(trial: PluginTrial<C, Subject>): readonly Sample<Question>[] | Promise<readonly Sample<Question>[]>;
  odd(sample: Question): readonly OddQuestion<Question>[];
  /** What is wrong with the shape of an answer; `null`: nothing. */
  fault(answer: unknown, question: Question): string | null;
  readonly privacy: {
    readonly id: string;
    readonly sentence: string;
    readonly advice: string;
    /** In place of the samples, where those hold nothing that could be found again. */
    questions?(samples: readonly Question[]): readonly Question[];
    /** What nobody may read. */
    values(question: Question, answer: unknown): readonly string[];
    /** What of an answer people read. */
    words(answer: unknown): unknown;
  };
  /** Sentences that end the failure of a rule: what to do. */
  readonly advice: {
    readonly samples: string;
    readonly shape: string;
    readonly oddQuestions: string;
  };
}
