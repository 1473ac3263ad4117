import {
  type Availability,
  AvailabilityPolicy,
  type AvailabilitySituation,
  type CallContext,
  type ConversationPlan,
  ConversationPolicy,
  type ConversationSituation,
  type RecipientCandidate,
  RecipientValidator,
  type RecipientVerdict,
  type SenderChoice,
  SenderSelector,
  type SenderSituation,
  type TableRecord,
  type UserDocument,
  UserDocumentResolver,
  VirtualAgent,
  type VirtualAgentAnswer,
  type VirtualAgentConversation,
  type VirtualAgentStop,
  type VirtualAgentTurn,
} from '@hailpoint/kernel';
import {
  availabilityPolicyConformance,
  type Conformance,
  conversationPolicyConformance,
  recipientValidatorConformance,
  senderSelectorConformance,
  userDocumentResolverConformance,
  virtualAgentConformance,
} from '../index.js';
import {
  CrmConversationPolicy,
  CrmError,
  CrmPolicy,
  CrmResolver,
  CrmSelector,
  CrmValidator,
  CrmVirtualAgent,
  conversationPolicySubject,
  crmPlugin,
  policySubject,
  resolverSubject,
  type Services,
  selectorSubject,
  validatorSubject,
  virtualAgentSubject,
} from './crm-subjects.js';

/** Handles of plugins that undo nothing, for the test to undo. */
export const leaked: NodeJS.Timeout[] = [];

interface Breakers<Contribution> {
  readonly conformance: (Contribution: new (services: Services) => Contribution) => Conformance;
  readonly keepsAll: new (services: Services) => Contribution;
  /** By rule: what the report must say, which is what was seen and what to do; and a contribution that keeps every other rule. */
  readonly breakers: Readonly<Record<string, readonly [whyNot: RegExp, new (services: Services) => Contribution]>>;
}

/** Waits until everything else that goes on has gone on. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

const leak = () => void leaked.push(setInterval(() => {}, 60_000));
const leaks = /more of: Timeout \(\d+\).* Undo in `lifecycle.onStop`/;
const secretIsRead = /A secret can be read in what came of \w+ \(its requests: failing\).* Write errors of your own/;
const abortIsIgnored = /was given up, and did not end within 1000 ms.* Pass `context.signal`/;
const isMixedUp = /got the answer to the .* lives in its variables/;

/** As SDKs do, whose errors carry the request. */
function withConfiguration(error: unknown, { config }: Services): Error {
  return Object.assign(new CrmError('The CRM failed.', { cause: error }), { config });
}

export const resolverBreakers: Breakers<UserDocumentResolver> = {
  conformance: (Resolver) =>
    userDocumentResolverConformance({ ...resolverSubject, plugin: crmPlugin(UserDocumentResolver, Resolver) }),
  keepsAll: CrmResolver,
  breakers: {
    selector_answers_at_once: [
      /On a record without fields, isValidForTableRecord threw TypeError.* Decide in `isValidForTableRecord`/,
      class extends CrmResolver {
        override isValidForTableRecord(record: TableRecord): boolean {
          return super.isValidForTableRecord(record) && (record.fields['customer'] as string).startsWith('');
        }
      },
    ],
    samples_are_answered: [
      /the sample 2 of `records`, it answered null.* Answer a document/,
      class extends CrmResolver {
        override async getUserDocument(record: TableRecord, context: CallContext): Promise<UserDocument | null> {
          return record.fields['customer'] === 'ben' ? null : super.getUserDocument(record, context);
        }
      },
    ],
    answers_are_well_formed: [
      /its timeZone is "Berlin".* leave out what is not known/,
      class extends CrmResolver {
        override async getUserDocument(record: TableRecord, context: CallContext): Promise<UserDocument | null> {
          const document = await super.getUserDocument(record, context);
          return document && { ...document, timeZone: 'Berlin' };
        }
      },
    ],
    odd_questions_are_answered: [
      /with an empty text as its number, it threw CrmError.* Check the fields/,
      class extends CrmResolver {
        override async getUserDocument(record: TableRecord, context: CallContext): Promise<UserDocument | null> {
          if (record.number === '') throw new CrmError('The record has no number.');
          return super.getUserDocument(record, context);
        }
      },
    ],
    same_question_same_answer: [
      /the sample 1 of `records`, .* when it was asked again.* Keep nothing of a call/,
      class extends CrmResolver {
        #times = 0;
        override async getUserDocument(record: TableRecord, context: CallContext): Promise<UserDocument | null> {
          const document = await super.getUserDocument(record, context);
          this.#times += 1;
          return document && { ...document, explanation: `Asked ${this.#times} times.` };
        }
      },
    ],
    concurrent_questions_keep_apart: [
      isMixedUp,
      class extends CrmResolver {
        #last: UserDocument | null = null;
        override async getUserDocument(record: TableRecord, context: CallContext): Promise<UserDocument | null> {
          this.#last = await super.getUserDocument(record, context);
          await turn();
          return this.#last;
        }
      },
    ],
    abort_is_honoured: [
      abortIsIgnored,
      class extends CrmResolver {
        protected override ask(name: unknown) {
          return super.ask(name);
        }
      },
    ],
    secrets_stay_secret: [
      secretIsRead,
      class extends CrmResolver {
        protected override ask(name: unknown, signal?: AbortSignal) {
          return super.ask(name, signal).catch((error) => Promise.reject(withConfiguration(error, this.services)));
        }
      },
    ],
    addresses_stay_private: [
      /What is private can be read in what came of getUserDocument\..* Say in `explanation` why/,
      class extends CrmResolver {
        override async getUserDocument(record: TableRecord, context: CallContext): Promise<UserDocument | null> {
          const document = await super.getUserDocument(record, context);
          const number = document?.addresses[0]?.value.replace(/^\+1(\d{3})/, '($1) ');
          return document && { ...document, explanation: `Whoever has ${number}.` };
        }
      },
    ],
    start_and_stop_leave_nothing: [
      leaks,
      class extends CrmResolver {
        readonly leaked = leak();
      },
    ],
  },
};

export const validatorBreakers: Breakers<RecipientValidator> = {
  conformance: (Validator) =>
    recipientValidatorConformance({ ...validatorSubject, plugin: crmPlugin(RecipientValidator, Validator) }),
  keepsAll: CrmValidator,
  breakers: {
    selector_answers_at_once: [
      /On an empty text as a channel, isValidForChannel threw TypeError.* compare them with what you know/,
      class extends CrmValidator {
        override isValidForChannel(channel: string): boolean {
          const channels: Readonly<Record<string, { readonly isOurs: boolean }>> = { chat: { isOurs: true } };
          return channels[channel]!.isOurs === true;
        }
      },
    ],
    samples_are_answered: [
      /the sample 1 of `invalid`, it answered \{"valid":true.* refuse what cannot/,
      class extends CrmValidator {
        override async validateRecipient(candidate: RecipientCandidate, context: CallContext) {
          const verdict = await super.validateRecipient(candidate, context);
          const derivation = { rule: 'as_written', sources: [], explanation: 'As written.' } as const;
          return candidate.value === 'stranger' ? { valid: true as const, recipientId: 'x', derivation } : verdict;
        }
      },
    ],
    answers_are_well_formed: [
      /its code is "".* `\{ valid: false, code, reason \}`/,
      class extends CrmValidator {
        override async validateRecipient(
          candidate: RecipientCandidate,
          context: CallContext,
        ): Promise<RecipientVerdict> {
          const verdict = await super.validateRecipient(candidate, context);
          return verdict.valid ? verdict : { ...verdict, code: '' };
        }
      },
    ],
    odd_questions_are_answered: [
      /On an address without any country, it threw CrmError.* Refuse with a code/,
      class extends CrmValidator {
        override async validateRecipient(candidate: RecipientCandidate, context: CallContext) {
          if (candidate.personCountries.length === 0) throw new CrmError('There is no country.');
          return super.validateRecipient(candidate, context);
        }
      },
    ],
    same_question_same_answer: [
      /when it was asked again.* Keep nothing of a call/,
      class extends CrmValidator {
        #times = 0;
        override async validateRecipient(
          candidate: RecipientCandidate,
          context: CallContext,
        ): Promise<RecipientVerdict> {
          const verdict = await super.validateRecipient(candidate, context);
          this.#times += 1;
          return verdict.valid ? verdict : { ...verdict, reason: `Asked ${this.#times} times.` };
        }
      },
    ],
    concurrent_questions_keep_apart: [
      isMixedUp,
      class extends CrmValidator {
        #last: RecipientVerdict | null = null;
        override async validateRecipient(
          candidate: RecipientCandidate,
          context: CallContext,
        ): Promise<RecipientVerdict> {
          this.#last = await super.validateRecipient(candidate, context);
          await turn();
          return this.#last;
        }
      },
    ],
    abort_is_honoured: [
      abortIsIgnored,
      class extends CrmValidator {
        protected override ask(name: unknown) {
          return super.ask(name);
        }
      },
    ],
    secrets_stay_secret: [
      secretIsRead,
      class extends CrmValidator {
        protected override ask(name: unknown, signal?: AbortSignal) {
          return super.ask(name, signal).catch((error) => Promise.reject(withConfiguration(error, this.services)));
        }
      },
    ],
    addresses_stay_private: [
      /What is private can be read in what came of validateRecipient.* without repeating it/,
      class extends CrmValidator {
        override async validateRecipient(
          candidate: RecipientCandidate,
          context: CallContext,
        ): Promise<RecipientVerdict> {
          const verdict = await super.validateRecipient(candidate, context);
          const isShort = candidate.value.length < 20;
          return verdict.valid || !isShort
            ? verdict
            : { ...verdict, reason: `Nobody is ${candidate.value.trim()}`.replace(/[^a-z ]/gi, '') };
        }
      },
    ],
    start_and_stop_leave_nothing: [
      leaks,
      class extends CrmValidator {
        readonly leaked = leak();
      },
    ],
    own_answer_is_accepted: [
      /of what it made of it, it answered \{"valid":false.* Accept a `recipientId` of your own unchanged/,
      class extends CrmValidator {
        override async validateRecipient(
          candidate: RecipientCandidate,
          context: CallContext,
        ): Promise<RecipientVerdict> {
          const verdict = await super.validateRecipient(candidate, context);
          return verdict.valid ? { ...verdict, recipientId: `@${verdict.recipientId}` } : verdict;
        }
      },
    ],
  },
};

export const policyBreakers: Breakers<AvailabilityPolicy> = {
  conformance: (Policy) =>
    availabilityPolicyConformance({ ...policySubject, plugin: crmPlugin(AvailabilityPolicy, Policy) }),
  keepsAll: CrmPolicy,
  breakers: {
    selector_answers_at_once: [
      /isValidForChannel asked over HTTP.* what takes a request belongs into `isChannelAvailable`/,
      class extends CrmPolicy {
        override isValidForChannel(channel: string): boolean {
          this.services.http.request({ url: 'https://crm.example/channels' }).catch(() => {});
          return super.isValidForChannel(channel);
        }
      },
    ],
    samples_are_answered: [
      /the sample 2 of `unavailable`, it answered \{"available":true\}.* correct the samples/,
      class extends CrmPolicy {
        override async isChannelAvailable(
          situation: AvailabilitySituation,
          context: CallContext,
        ): Promise<Availability> {
          const isWrong = situation.at.getUTCHours() === 5;
          return isWrong ? { available: true } : super.isChannelAvailable(situation, context);
        }
      },
    ],
    answers_are_well_formed: [
      /its reason is "<html>Closed<\/html>".* one sentence for the agent/,
      class extends CrmPolicy {
        override async isChannelAvailable(
          situation: AvailabilitySituation,
          context: CallContext,
        ): Promise<Availability> {
          const answer = await super.isChannelAvailable(situation, context);
          return answer.available ? answer : { ...answer, reason: '<html>Closed</html>' };
        }
      },
    ],
    odd_questions_are_answered: [
      /On a situation without a person, it threw TypeError.* Bear a situation in which nobody is chosen/,
      class extends CrmPolicy {
        override async isChannelAvailable(
          situation: AvailabilitySituation,
          context: CallContext,
        ): Promise<Availability> {
          const { source } = situation.person!.reference;
          return source === '' ? { available: true } : super.isChannelAvailable(situation, context);
        }
      },
    ],
    same_question_same_answer: [
      /the sample 1 of `available`, it changed the question.* change nothing that/,
      class extends CrmPolicy {
        override async isChannelAvailable(
          situation: AvailabilitySituation,
          context: CallContext,
        ): Promise<Availability> {
          (situation.countries as unknown[]).push({ source: 'default', country: 'US' });
          return super.isChannelAvailable(situation, context);
        }
      },
    ],
    concurrent_questions_keep_apart: [
      isMixedUp,
      class extends CrmPolicy {
        #last: Availability = { available: true };
        override async isChannelAvailable(
          situation: AvailabilitySituation,
          context: CallContext,
        ): Promise<Availability> {
          this.#last = await super.isChannelAvailable(situation, context);
          await turn();
          return this.#last;
        }
      },
    ],
    abort_is_honoured: [
      abortIsIgnored,
      class extends CrmPolicy {
        protected override ask(name: unknown) {
          return super.ask(name);
        }
      },
    ],
    secrets_stay_secret: [
      secretIsRead,
      class extends CrmPolicy {
        protected override ask(name: unknown, signal?: AbortSignal) {
          return super.ask(name, signal).catch((error) => Promise.reject(withConfiguration(error, this.services)));
        }
      },
    ],
    addresses_stay_private: [
      /What is private can be read in the log.* without the address/,
      class extends CrmPolicy {
        override async isChannelAvailable(
          situation: AvailabilitySituation,
          context: CallContext,
        ): Promise<Availability> {
          this.services.logger.info('Asked', { recipient: situation.recipientId });
          return super.isChannelAvailable(situation, context);
        }
      },
    ],
    start_and_stop_leave_nothing: [
      leaks,
      class extends CrmPolicy {
        readonly leaked = leak();
      },
    ],
    moment_of_the_message_counts: [
      /answered otherwise when the clock had gone on.* Take the time from `situation.at`/,
      class extends CrmPolicy {
        override async isChannelAvailable(
          situation: AvailabilitySituation,
          context: CallContext,
        ): Promise<Availability> {
          const isEvening = this.services.clock.now().getUTCHours() > 18;
          return isEvening ? { available: true } : super.isChannelAvailable(situation, context);
        }
      },
    ],
    until_is_true: [
      /until is 2026-01-05T08:00:00.000Z, and it answered for then \{"available":false.* the first moment/,
      class extends CrmPolicy {
        override async isChannelAvailable(
          situation: AvailabilitySituation,
          context: CallContext,
        ): Promise<Availability> {
          const answer = await super.isChannelAvailable(situation, context);
          return answer.available || situation.at.getUTCHours() > 7
            ? answer
            : { ...answer, until: new Date('2026-01-05T08:00:00.000Z') };
        }
      },
    ],
  },
};

export const conversationPolicyBreakers: Breakers<ConversationPolicy> = {
  conformance: (Policy) =>
    conversationPolicyConformance({ ...conversationPolicySubject, plugin: crmPlugin(ConversationPolicy, Policy) }),
  keepsAll: CrmConversationPolicy,
  breakers: {
    decide_answers_at_once: [
      /it asked over HTTP.* it runs again inside the transaction/,
      class extends CrmConversationPolicy {
        override decide(situation: ConversationSituation): ConversationPlan | null {
          this.services.http.request({ url: 'https://crm.example/plans' }).catch(() => {});
          return super.decide(situation);
        }
      },
    ],
    something_is_decided: [
      /answered null in each of \d+ situations.* Answer a plan/,
      class extends CrmConversationPolicy {
        override decide(): ConversationPlan | null {
          return null;
        }
      },
    ],
    odd_situations_are_decided: [
      /With twenty other conversations, it threw CrmError.* they are opaque/,
      class extends CrmConversationPolicy {
        override decide(situation: ConversationSituation): ConversationPlan | null {
          if (situation.otherConversations.length > 9) throw new CrmError('Too many.');
          return super.decide(situation);
        }
      },
    ],
    plans_are_well_formed: [
      /its confirmations are undefined.* Answer `\{ action, row/,
      class extends CrmConversationPolicy {
        override decide(situation: ConversationSituation): ConversationPlan | null {
          const plan = super.decide(situation);
          return plan?.action === 'append' ? { ...plan, confirmations: undefined as never } : plan;
        }
      },
    ],
    plans_can_be_carried_out: [
      /beside the running one, which it does not close.* two running ones of one sender/,
      class extends CrmConversationPolicy {
        override decide(situation: ConversationSituation): ConversationPlan | null {
          const plan = super.decide(situation);
          return plan?.action === 'create' ? { ...plan, closes: [] } : plan;
        }
      },
    ],
    reassignment_is_confirmed: [
      /somebody else's profile.* without a confirmation.* Name a confirmation/,
      class extends CrmConversationPolicy {
        override decide(situation: ConversationSituation): ConversationPlan | null {
          const plan = super.decide(situation);
          return plan?.action === 'create' ? { ...plan, confirmations: [] } : plan;
        }
      },
    ],
    words_name_no_ids: [
      /its words hold "key-of-this-agent".* "the agent who has it"/,
      class extends CrmConversationPolicy {
        override decide(situation: ConversationSituation): ConversationPlan | null {
          const plan = super.decide(situation);
          const agent = situation.conversation?.assignedTo;
          const isShort = agent != null && agent.length < 100;
          return plan?.action === 'append' && isShort ? { ...plan, explanation: `It stays with ${agent}.` } : plan;
        }
      },
    ],
    decide_is_pure: [
      /decided otherwise when it was asked again.* take no time and no chance/,
      class extends CrmConversationPolicy {
        #times = 0;
        override decide(situation: ConversationSituation): ConversationPlan | null {
          this.#times += 1;
          const plan = super.decide(situation);
          return plan && { ...plan, row: `row ${this.#times}` };
        }
      },
    ],
    secrets_stay_secret: [
      /A secret can be read.* Leave the configuration out/,
      class extends CrmConversationPolicy {
        override decide(situation: ConversationSituation): ConversationPlan | null {
          this.services.logger.debug('Deciding', { config: this.services.config });
          return super.decide(situation);
        }
      },
    ],
    start_and_stop_leave_nothing: [
      leaks,
      class extends CrmConversationPolicy {
        readonly leaked = leak();
      },
    ],
  },
};

export const virtualAgentBreakers: Breakers<VirtualAgent> = {
  conformance: (Agent) => virtualAgentConformance({ ...virtualAgentSubject, plugin: crmPlugin(VirtualAgent, Agent) }),
  keepsAll: CrmVirtualAgent,
  breakers: {
    selector_answers_at_once: [
      /On a name of the prototype as a channel, isValidForChannel answered \{\}.* Decide in/,
      class extends CrmVirtualAgent {
        override isValidForChannel(channel: string): boolean {
          const channels: Readonly<Record<string, boolean>> = { sms: true };
          return channels[channel] ?? false;
        }
      },
    ],
    samples_are_answered: [
      /the text 1 of the dialogue 1, it answered null.* `null` leaves it to the next/,
      class extends CrmVirtualAgent {
        override async respond(asked: VirtualAgentTurn, context: CallContext): Promise<VirtualAgentAnswer | null> {
          return asked.message.body === 'hello' ? null : super.respond(asked, context);
        }
      },
    ],
    answers_are_well_formed: [
      /its state has \d+ bytes.* a state of at most 16 KiB/,
      class extends CrmVirtualAgent {
        override async respond(asked: VirtualAgentTurn, context: CallContext): Promise<VirtualAgentAnswer | null> {
          const answer = await super.respond(asked, context);
          const isLong = asked.message.body.length > 1_000;
          return answer && isLong ? { ...answer, state: asked.message.body } : answer;
        }
      },
    ],
    odd_questions_are_answered: [
      /On a text as its state, it threw TypeError.* an older version of yours/,
      class extends CrmVirtualAgent {
        override async respond(asked: VirtualAgentTurn, context: CallContext): Promise<VirtualAgentAnswer | null> {
          (asked.state as number | null)?.toFixed();
          return super.respond(asked, context);
        }
      },
    ],
    same_question_same_answer: [
      /it changed the question.* change nothing that/,
      class extends CrmVirtualAgent {
        override async respond(asked: VirtualAgentTurn, context: CallContext): Promise<VirtualAgentAnswer | null> {
          Object.assign(asked.conversation, { seen: true });
          return super.respond(asked, context);
        }
      },
    ],
    concurrent_questions_keep_apart: [
      isMixedUp,
      class extends CrmVirtualAgent {
        #last: VirtualAgentAnswer | null = null;
        override async respond(asked: VirtualAgentTurn, context: CallContext): Promise<VirtualAgentAnswer | null> {
          this.#last = await super.respond(asked, context);
          await turn();
          return this.#last;
        }
      },
    ],
    abort_is_honoured: [
      abortIsIgnored,
      class extends CrmVirtualAgent {
        protected override ask(name: unknown) {
          return super.ask(name);
        }
      },
    ],
    secrets_stay_secret: [
      secretIsRead,
      class extends CrmVirtualAgent {
        protected override ask(name: unknown, signal?: AbortSignal) {
          return super.ask(name, signal).catch((error) => Promise.reject(withConfiguration(error, this.services)));
        }
      },
    ],
    texts_stay_private: [
      /What is private can be read in the log.* never what was written/,
      class extends CrmVirtualAgent {
        override async respond(asked: VirtualAgentTurn, context: CallContext): Promise<VirtualAgentAnswer | null> {
          context.logger.info('A customer wrote', { body: asked.message.body });
          return super.respond(asked, context);
        }
      },
    ],
    start_and_stop_leave_nothing: [
      leaks,
      class extends CrmVirtualAgent {
        readonly leaked = leak();
      },
    ],
    state_is_all_it_keeps: [
      /The dialogue 1 went otherwise.* Keep what you must remember in `state`/,
      class extends CrmVirtualAgent {
        readonly #texts = new Map<string, Set<string>>();
        override async respond(asked: VirtualAgentTurn, context: CallContext): Promise<VirtualAgentAnswer | null> {
          const answer = await super.respond(asked, context);
          const texts = this.#texts.get(asked.conversation.id) ?? new Set();
          this.#texts.set(asked.conversation.id, texts.add(asked.message.id));
          const place = [...texts].indexOf(asked.message.id) + 1;
          return answer && { ...answer, replies: [...answer.replies, `That was your text ${place}.`] };
        }
      },
    ],
    stopped_can_be_told_twice: [
      /Told "handed_off" for the first time, with no state, it threw TypeError.* Let `stopped` find/,
      class extends CrmVirtualAgent {
        override stopped(_?: VirtualAgentConversation, __?: VirtualAgentStop, state?: unknown): void {
          (state as number).toFixed();
        }
      },
    ],
  },
};

export const selectorBreakers: Breakers<SenderSelector> = {
  conformance: (Selector) =>
    senderSelectorConformance({ ...selectorSubject, plugin: crmPlugin(SenderSelector, Selector) }),
  keepsAll: CrmSelector,
  breakers: {
    selector_answers_at_once: [
      /On signs of a pattern as a channel, isValidForChannel threw SyntaxError.* compare them with what you know/,
      class extends CrmSelector {
        override isValidForChannel(channel: string): boolean {
          const isShort = channel.length < 100;
          return super.isValidForChannel(channel) || (isShort && new RegExp(`^${channel}$`).test('mms'));
        }
      },
    ],
    samples_are_answered: [
      /the sample 2 of `situations`, it answered null in place of a choice.* `null` is for those that you leave/,
      class extends CrmSelector {
        override async selectSender(situation: SenderSituation, context: CallContext): Promise<SenderChoice | null> {
          return situation.recipient.country === 'GB' ? null : super.selectSender(situation, context);
        }
      },
    ],
    answers_are_well_formed: [
      /On a hundred other senders, its senderId is "support-us", and none of the.* one of `situation.senders`/,
      class extends CrmSelector {
        override async selectSender(situation: SenderSituation, context: CallContext): Promise<SenderChoice | null> {
          const choice = await super.selectSender(situation, context);
          const preferred = { senderId: 'support-us', code: 'preferred', reason: 'The sender of most.' };
          return situation.senders.length > 50 ? preferred : choice;
        }
      },
    ],
    odd_questions_are_answered: [
      /On senders that are all resting, it threw CrmError.* no sender is well/,
      class extends CrmSelector {
        override async selectSender(situation: SenderSituation, context: CallContext): Promise<SenderChoice | null> {
          if (situation.senders.every(({ health }) => health.circuit === 'open')) throw new CrmError('No sender.');
          return super.selectSender(situation, context);
        }
      },
    ],
    same_question_same_answer: [
      /the sample 1 of `situations`, it answered .* when it was asked again.* Keep nothing of a call/,
      class extends CrmSelector {
        #times = 0;
        override async selectSender(situation: SenderSituation, context: CallContext): Promise<SenderChoice | null> {
          const choice = await super.selectSender(situation, context);
          this.#times += 1;
          return choice && { ...choice, reason: `Asked ${this.#times} times.` };
        }
      },
    ],
    concurrent_questions_keep_apart: [
      isMixedUp,
      class extends CrmSelector {
        #last: SenderChoice | null = null;
        override async selectSender(situation: SenderSituation, context: CallContext): Promise<SenderChoice | null> {
          this.#last = await super.selectSender(situation, context);
          await turn();
          return this.#last;
        }
      },
    ],
    abort_is_honoured: [
      abortIsIgnored,
      class extends CrmSelector {
        protected override ask(name: unknown) {
          return super.ask(name);
        }
      },
    ],
    secrets_stay_secret: [
      secretIsRead,
      class extends CrmSelector {
        protected override ask(name: unknown, signal?: AbortSignal) {
          return super.ask(name, signal).catch((error) => Promise.reject(withConfiguration(error, this.services)));
        }
      },
    ],
    addresses_stay_private: [
      /What is private can be read in what came of selectSender\..* without an address/,
      class extends CrmSelector {
        override async selectSender(situation: SenderSituation, context: CallContext): Promise<SenderChoice | null> {
          const choice = await super.selectSender(situation, context);
          const { recipientId } = situation.recipient;
          const isShort = recipientId.length < 20 && /^[+\d]+$/.test(recipientId);
          return choice && isShort ? { ...choice, reason: `Numbers such as ${recipientId.slice(1)}.` } : choice;
        }
      },
    ],
    start_and_stop_leave_nothing: [
      leaks,
      class extends CrmSelector {
        readonly leaked = leak();
      },
    ],
  },
};
