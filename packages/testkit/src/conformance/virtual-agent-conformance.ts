import { isDeepStrictEqual } from 'node:util';
import {
  VirtualAgent,
  type VirtualAgentAnswer,
  type VirtualAgentConversation,
  type VirtualAgentSender,
  type VirtualAgentState,
  type VirtualAgentStop,
  type VirtualAgentTurn,
} from '@hailpoint/kernel';
import { isObject, isPromise, isText, shown } from './answer-faults.js';
import { broken } from './broken-rule-error.js';
import { type Conformance, createConformance } from './conformance.js';
import type { ConformanceRule } from './conformance-rule.js';
import { type ConformanceOptions, describeConformance } from './describe-conformance.js';
import { describeSettled } from './describe-settled.js';
import { oddTexts } from './odd-texts.js';
import type { PluginSubject } from './plugin-subject.js';
import { PluginTrial } from './plugin-trial.js';
import type { OddQuestion, Probe, Sample } from './probe.js';
import { probeRules } from './rules/probe-rules.js';

/** What the suite must know of a virtual agent. */
export interface VirtualAgentSubject extends PluginSubject {
  /** What customers write, one text after another, in conversations that it takes: two texts at least, which it answers differently. */
  readonly dialogues: readonly (readonly string[])[];
  /** Where customers write. Default: `sms`. */
  readonly channel?: string;
  readonly sender?: VirtualAgentSender;
  /** Default: a guest. */
  readonly customer?: VirtualAgentConversation['customer'];
}

type Trial = PluginTrial<VirtualAgent, VirtualAgentSubject>;

/** The rules for a virtual agent. */
export function virtualAgentConformance(subject: VirtualAgentSubject): Conformance {
  return createConformance({
    point: VirtualAgent,
    rules: [...probeRules(probe), stateRule, stoppedRule],
    open: () => PluginTrial.open(VirtualAgent, subject),
  });
}

/** Defines one test for each rule for virtual agents. */
export function describeVirtualAgent(name: string, subject: VirtualAgentSubject, options?: ConformanceOptions): void {
  describeConformance(`${name}: virtual-agent`, virtualAgentConformance(subject), options);
}

/** Without spaces, so that it is found again. */
const privateText = 'PrivateTextOfTheCustomer';

/** What an answer may hold. Sizes in UTF-16 code units, that of the state in bytes. */
const limits = { replies: 10, stateBytes: 16 * 1024, collected: 50, label: 100, value: 1_000, reason: 500 };

const stops: readonly VirtualAgentStop[] = [
  'handed_off',
  'taken_over_by_agent',
  'recipient_reassigned',
  'opted_out',
  'failed',
  'closed',
];

const oddStates: readonly (readonly [what: string, state: VirtualAgentState])[] = [
  ['no state', null],
  ['a number as its state', 17],
  ['a text as its state', 'menu'],
  ['a list as its state', [null, {}]],
  ['an empty object as its state', {}],
  ['the state of another virtual agent', { step: 'payment', menu: { toString: 1 }, asking: [], collected: 'none' }],
  ['a state with a name of the prototype', JSON.parse('{"__proto__":{"polluted":true},"constructor":1}')],
];

const probe: Probe<VirtualAgent, VirtualAgentSubject, VirtualAgentTurn> = {
  point: VirtualAgent,
  select: {
    name: 'isValidForChannel',
    ask: (instance, { conversation: { channel, sender } }) => instance.isValidForChannel(channel, sender),
  },
  ask: {
    name: 'respond',
    ask: (instance, turn, context) => instance.respond(turn, context),
  },
  samples: turnsOf,
  odd: oddTurns,
  fault: answerFault,
  privacy: {
    id: 'texts_stay_private',
    sentence: 'What the customer writes is in no error with its causes, and not in the log.',
    advice: 'Log and throw what went wrong, never what was written; what agents shall read goes into `collected`.',
    questions: (turns) => turns.map((turn) => withBody(turn, privateText)),
    values: () => [privateText],
    words: () => null,
  },
  advice: {
    samples:
      'Answer the first text of a conversation that is for you; `null` leaves it to the next virtual agent, or hands it to live agents. A text of the samples must be one that you answer.',
    shape: `Answer \`{ replies, state, collected?, handOff? }\` or \`null\`: at most ${limits.replies} replies that are not empty, a state of at most 16 KiB of JSON, at most ${limits.collected} collected values, a reason of at most ${limits.reason} characters.`,
    oddQuestions:
      'Answer, or hand over with `handOff`, whatever the customer writes and whatever an older version of yours kept as `state`: an error hands the conversation over and tells nobody why.',
  },
};

/** Any node may take the next turn, and it has nothing but the state, as the database gives it back. */
const stateRule: ConformanceRule<Trial> = {
  id: 'state_is_all_it_keeps',
  sentence:
    'A dialogue goes on in another instance, with the state as the database gives it back, as it would in this one.',
  advice:
    'Keep what you must remember in `state`, as JSON: numbers, texts, lists and plain objects. A field of the virtual agent is gone on the next node.',
  async check(trial) {
    for (const [index, texts] of trial.subject.dialogues.entries()) {
      const alone = await talk(trial, texts, async () => trial);
      const spread = await talk(trial, texts, () => trial.another());
      if (!isDeepStrictEqual(spread, alone))
        broken(`The dialogue ${index + 1} went otherwise when each turn was taken by another instance.`);
    }
  },
};

const stoppedRule: ConformanceRule<Trial> = {
  id: 'stopped_can_be_told_twice',
  sentence: '`stopped` takes every reason and every state, told again too, and throws on none.',
  advice: 'Let `stopped` find that there is nothing to do, and not fail: what throws is told again and again.',
  appliesTo: ({ instance }) => instance.stopped !== undefined,
  async check(trial) {
    const states = [
      ...oddStates,
      ['a state of its own', (await turnsOf(trial)).at(-1)?.question.state ?? null] as const,
    ];
    for (const why of stops) {
      for (const [what, state] of states) {
        for (const time of ['first', 'second']) {
          const told = await trial.call((instance, context) =>
            instance.stopped?.(conversationOf(trial.subject, 0), why, state, context),
          );
          if (told.kind !== 'answered')
            broken(`Told "${why}" for the ${time} time, with ${what}, ${describeSettled(told)}.`);
        }
      }
    }
  },
};

/** Every turn of the dialogues, each with the state that the one before left. */
async function turnsOf(trial: Trial): Promise<readonly Sample<VirtualAgentTurn>[]> {
  const { subject } = trial;
  const samples: Sample<VirtualAgentTurn>[] = [];
  for (const [index, texts] of subject.dialogues.entries()) {
    let state: VirtualAgentState = null;
    for (const [turn, body] of texts.entries()) {
      const question = turnOf(subject, index, turn, body, state);
      const unexpected = (answer: unknown) => (isObject(answer) ? null : `it answered ${shown(answer)}`);
      samples.push({ what: `the text ${turn + 1} of the dialogue ${index + 1}`, question, unexpected });
      // Another one: what it changes in it is to be seen later.
      const asked = turnOf(subject, index, turn, body, state);
      const answered = await trial.call((instance, context) => instance.respond(asked, context));
      // From then on live agents have it.
      if (answered.kind !== 'answered' || answered.value === null || answered.value?.handOff !== undefined) break;
      state = kept(answered.value?.state);
    }
  }
  return samples;
}

/** What was answered, turn by turn. */
async function talk(trial: Trial, texts: readonly string[], next: () => Promise<Trial>): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  let state: VirtualAgentState = null;
  for (const [turn, body] of texts.entries()) {
    const taking = await next();
    const question = turnOf(trial.subject, 0, turn, body, state);
    const answered = await taking.call((instance, context) => instance.respond(question, context));
    const answer: VirtualAgentAnswer | null = answered.kind === 'answered' ? answered.value : null;
    answers.push(kept(answer));
    if (answer === null || answer.handOff !== undefined) break;
    state = kept(answer.state);
  }
  return answers;
}

/** As it comes back from the database. */
function kept(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value ?? null)) as unknown;
  } catch {
    return null;
  }
}

function turnOf(
  subject: VirtualAgentSubject,
  dialogue: number,
  turn: number,
  body: string,
  state: VirtualAgentState,
): VirtualAgentTurn {
  const at = new Date(Date.UTC(2026, 0, 5, 10, dialogue, turn));
  const message = { id: `conformance-message-${dialogue + 1}-${turn + 1}`, body, mediaCount: 0, at };
  return { conversation: conversationOf(subject, dialogue), message, state };
}

function conversationOf({ channel = 'sms', sender, customer = null }: VirtualAgentSubject, dialogue: number) {
  return {
    id: `conformance-conversation-${dialogue + 1}`,
    number: `IMS${String(dialogue + 1).padStart(7, '0')}`,
    channel,
    sender: sender ?? { id: 'support', address: '+12025550100', name: 'Support' },
    customer,
  };
}

function withBody(turn: VirtualAgentTurn, body: string): VirtualAgentTurn {
  return { ...turn, message: { ...turn.message, body } };
}

function oddTurns(sample: VirtualAgentTurn): readonly OddQuestion<VirtualAgentTurn>[] {
  const { conversation, message } = sample;
  return [
    ...oddTexts.map(([what, body]) => ({ what: `${what} from the customer`, question: withBody(sample, body) })),
    ...oddStates.map(([what, state]) => ({ what, question: { ...sample, state } })),
    {
      what: 'ten pictures without a text',
      question: { ...sample, message: { ...message, body: '', mediaCount: 10 } },
    },
    ...oddTexts.map(([what, channel]) => ({
      what: `${what} as a channel`,
      question: { ...sample, conversation: { ...conversation, channel } },
    })),
    ...oddTexts.map(([what, text]) => ({
      what: `${what} as name, language and time zone of the customer`,
      question: {
        ...sample,
        conversation: { ...conversation, customer: { name: text, language: text, timeZone: text } },
      },
    })),
    {
      what: 'a sender that nobody knows',
      question: { ...sample, conversation: { ...conversation, sender: { id: '', address: '', name: '' } } },
    },
  ];
}

function answerFault(answer: unknown): string | null {
  if (answer === null) return null;
  if (!isObject(answer) || isPromise(answer)) return `it answered ${shown(answer)}, and neither an answer nor null`;
  const { replies, state, collected, handOff } = answer;
  if (!Array.isArray(replies) || replies.length > limits.replies)
    return `its replies are ${shown(replies)}, and no list of at most ${limits.replies}`;
  const reply = replies.find((each) => !isText(each));
  if (reply !== undefined || replies.includes(undefined)) return `a reply is ${shown(reply)}, and no text`;
  const stateProblem = stateFault(state);
  if (stateProblem !== null) return stateProblem;
  const collectedProblem = collected === undefined ? null : collectedFault(collected);
  if (collectedProblem !== null) return collectedProblem;
  if (handOff === undefined) return null;
  const reason = isObject(handOff) ? handOff['reason'] : undefined;
  return isText(reason) && reason.length <= limits.reason
    ? null
    : `its handOff.reason is ${shown(reason)}, and no text of at most ${limits.reason} characters`;
}

function stateFault(state: unknown): string | null {
  let json: string;
  try {
    json = JSON.stringify(state ?? null) ?? 'null';
  } catch {
    return 'its state is no JSON';
  }
  const bytes = Buffer.byteLength(json);
  if (bytes > limits.stateBytes) return `its state has ${bytes} bytes`;
  return /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/.test(json)
    ? 'its state holds NUL or half of a character, which no database keeps'
    : null;
}

function collectedFault(collected: unknown): string | null {
  if (!Array.isArray(collected) || collected.length > limits.collected)
    return `its collected is ${shown(collected)}, and no list of at most ${limits.collected}`;
  const wrong = collected.find(
    (each) =>
      !isObject(each) ||
      !isText(each['label']) ||
      !isText(each['value']) ||
      each['label'].length > limits.label ||
      each['value'].length > limits.value,
  );
  return wrong === undefined ? null : `it collected ${shown(wrong)}, and no label with a value`;
}
