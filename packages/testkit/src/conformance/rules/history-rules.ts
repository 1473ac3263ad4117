import type { ChannelEvent, ReceiptState } from '@hailpoint/kernel';
import { broken } from '../broken-rule-error.js';
import type { ListedMessage } from '../carrier-dialect.js';
import type { ConformanceRule } from '../conformance-rule.js';
import { describeSettled } from '../describe-settled.js';
import { eventFault } from '../event-fault.js';
import { pageToken } from '../scripted-carrier.js';
import type { Trial } from '../trial.js';
import { givenUp, graceMs } from './give-up-rules.js';

const appliesTo = ({ provider }: Trial) => provider.listHistory !== undefined;

/** Pages that are read before a list counts as endless. */
const mostPages = 5;

/** What the carrier knows of a day, which is compared with what we know. */
export const historyRules: readonly ConformanceRule<Trial>[] = [
  {
    id: 'history_tells_both_directions',
    sentence:
      'The history has the messages of customers, under the event ids of their webhooks, and receipts for what became of ours.',
    advice:
      'Make the events of `listHistory` and of `parse` by the same function: with another event id, a text of a customer is taken twice.',
    appliesTo,
    async check(trial) {
      const [outbound, inbound] = listedBy(trial);
      const { events } = await historyOf(trial);
      for (const event of events) {
        const fault = eventFault(event);
        if (fault !== null) broken(`An event of the history: ${fault}`);
      }
      const receipt = events.find((event) => event.kind === 'receipt');
      if (receipt?.kind !== 'receipt') broken('There is no receipt for the message that went out.');
      if (receipt.state !== outbound.state)
        broken(`The message is ${outbound.state}, and its receipt says ${receipt.state}.`);
      const { messageId = outbound.messageId, carrierMessageId = outbound.carrierMessageId } = receipt;
      if (messageId !== outbound.messageId || carrierMessageId !== outbound.carrierMessageId)
        broken('The receipt names another message than the one that went out.');
      checkInbound(trial, inbound, events);
    },
  },
  {
    id: 'history_has_every_page',
    sentence: 'The history goes on page by page with what the carrier gave for it, and ends with the last.',
    advice:
      'Hand on as `cursor` what the carrier gives for the next page, ask for that page with it, and answer `null` on the last.',
    appliesTo,
    async check(trial) {
      const { pages } = await historyOf(trial);
      const { requests } = trial.carrier;
      if (pages !== 2) broken(`The carrier has 2 pages, and ${pages} were read.`);
      const asked = decodeURIComponent(`${requests[1]?.path} ${requests[1]?.body}`);
      if (!asked.includes(pageToken(2))) broken('The second page was asked for without what the carrier gave for it.');
    },
  },
  {
    id: 'history_does_not_guess',
    sentence: 'When the carrier gives no readable list, `listHistory` throws.',
    advice: 'Throw unless the carrier gave a list: an empty page says that it knows of no message.',
    appliesTo,
    async check(trial) {
      const moves = [{ kind: 'fail' }, { kind: 'garble' }, { kind: 'throttle', retryAfterSeconds: 1 }] as const;
      for (const move of moves) {
        trial.carrier.say(move);
        const listed = await trial.listHistory();
        if (listed.kind !== 'threw') broken(`The carrier gave no list (${move.kind}), but ${describeSettled(listed)}.`);
      }
    },
  },
  {
    id: 'history_honours_abort',
    sentence: `A history that is given up while the carrier is silent ends within ${graceMs} ms.`,
    advice: 'Pass `context.signal` to every request of `listHistory`.',
    appliesTo,
    async check(trial) {
      const listed = await givenUp(trial, (signal) => trial.listHistory(null, signal));
      if (listed.kind !== 'threw') broken(`The history was given up, but ${describeSettled(listed)}.`);
    },
  },
];

/** One of ours on the first page, one of a customer on the second. */
function listedBy(trial: Trial): readonly [ListedMessage, ListedMessage] {
  const { address } = trial.message().sender;
  const customer = trial.recipientId;
  const at = new Date('2026-01-05T10:00:00.000Z');
  const ours = { messageId: 'conformance-message-1', carrierMessageId: 'carrier-message-1', body: 'Hello' };
  const theirs = { messageId: '', carrierMessageId: 'carrier-inbound-1', body: 'Thank you' };
  return [
    { ...ours, direction: 'outbound', from: address, to: customer, state: declaredState(trial), at },
    { ...theirs, direction: 'inbound', from: customer, to: address, state: 'delivered', at },
  ];
}

function declaredState({ capabilities: { receipts } }: Trial): ReceiptState {
  return receipts.includes('delivered') ? 'delivered' : (receipts[0] ?? 'sent');
}

async function historyOf(trial: Trial): Promise<{ readonly events: readonly ChannelEvent[]; readonly pages: number }> {
  if (trial.subject.carrier.history === undefined)
    broken('The subject has no carrier.history, but there is listHistory.');
  trial.carrier.say({ kind: 'list', pages: listedBy(trial).map((message) => [message]) });
  const events: ChannelEvent[] = [];
  let cursor: string | null = null;
  let pages = 0;
  do {
    const listed = await trial.listHistory(cursor);
    if (listed.kind !== 'answered' || listed.value === undefined)
      broken(`On page ${pages + 1}, ${describeSettled(listed)}.`);
    events.push(...listed.value.events);
    cursor = listed.value.cursor;
    pages += 1;
  } while (cursor !== null && pages < mostPages);
  return { events, pages };
}

function checkInbound(trial: Trial, inbound: ListedMessage, events: readonly ChannelEvent[]): void {
  const { id, address } = trial.message().sender;
  const message = events.find((event) => event.kind === 'message');
  if (message?.kind !== 'message') broken('The message of the customer is missing.');
  const isRight =
    message.from === inbound.from &&
    (message.to === id || message.to === address) &&
    message.body === inbound.body &&
    message.carrierMessageId === inbound.carrierMessageId;
  if (!isRight) broken('The message of the customer says another sender, recipient, text or id.');
  if (!trial.capabilities.inbound) return;
  const [told] = trial.provider.parse(trial.sign(trial.inbound()));
  if (told !== undefined && told.eventId !== message.eventId)
    broken(`The message of the customer has the event id "${message.eventId}", and "${told.eventId}" in its webhook.`);
}
