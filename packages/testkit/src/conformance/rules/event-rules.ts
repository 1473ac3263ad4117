import { isDeepStrictEqual } from 'node:util';
import type { ChannelEvent, WebhookRequest } from '@hailpoint/kernel';
import { broken } from '../broken-rule-error.js';
import type { ConformanceRule } from '../conformance-rule.js';
import { eventFault } from '../event-fault.js';
import type { Trial } from '../trial.js';

/** Long enough for a clock to show another millisecond. */
const momentMs = 5;

/** What the webhooks of the carrier mean. */
export const eventRules: readonly ConformanceRule<Trial>[] = [
  {
    id: 'parse_is_pure',
    sentence: '`parse` gives the same events each time it is asked about the same request, and changes nothing.',
    advice:
      'Take ids and times from the request only; leave `at` out when the carrier names no time. A parked webhook is parsed again, and known events are told by their ids.',
    appliesTo: ({ hasWebhooks }) => hasWebhooks,
    async check(trial) {
      for (const sample of trial.declaredWebhooks()) {
        const request = trial.sign(sample);
        const body = Buffer.from(request.body);
        const first = trial.provider.parse(request);
        await new Promise((resolve) => setTimeout(resolve, momentMs));
        if (!isDeepStrictEqual(trial.provider.parse(request), first))
          broken(`The request to ${sample.path} was parsed twice, with different events.`);
        if (!body.equals(request.body)) broken(`The body of the request to ${sample.path} was changed.`);
      }
    },
  },
  {
    id: 'receipts_say_declared_states',
    sentence:
      'For each declared state, a receipt of the carrier gives an event with this state and the id of the message.',
    advice:
      'Map the words of the carrier to the states that `capabilities.receipts` declares, and hand on the id of the message.',
    appliesTo: ({ capabilities }) => capabilities.receipts.length > 0,
    check(trial) {
      for (const state of trial.capabilities.receipts) {
        const receipt = eventsOf(trial, trial.receipt(state)).find(({ kind }) => kind === 'receipt');
        if (receipt?.kind !== 'receipt') broken(`The receipt for "${state}" gave no event.`);
        const fault = eventFault(receipt);
        if (fault !== null) broken(`The receipt for "${state}" gave an event: ${fault}`);
        if (receipt.state !== state) broken(`The receipt for "${state}" says "${receipt.state}".`);
        const { messageId = 'conformance-message-1', carrierMessageId = 'carrier-message-1' } = receipt;
        const isSame = messageId === 'conformance-message-1' && carrierMessageId === 'carrier-message-1';
        if (!isSame) broken(`The receipt for "${state}" names another message.`);
      }
    },
  },
  {
    id: 'inbound_says_who_wrote_what',
    sentence: "A customer's text gives one event with who wrote, to which sender, and what.",
    advice:
      'Hand on `from`, `to` (the id or the address of a sender), `body` and `carrierMessageId` as the carrier says them.',
    appliesTo: ({ capabilities }) => capabilities.inbound,
    check(trial) {
      const { id, address } = trial.message().sender;
      const events = eventsOf(trial, trial.inbound({ body: 'Grüße 😀 + 100 % & more' }));
      const [message] = events;
      if (events.length !== 1 || message?.kind !== 'message')
        broken(`A text of a customer gave ${events.length} events, of the kind ${message?.kind}.`);
      const fault = eventFault(message);
      if (fault !== null) broken(`A text of a customer gave an event: ${fault}`);
      if (message.from !== trial.recipientId) broken(`The text came from another address than "${message.from}".`);
      if (message.to !== id && message.to !== address)
        broken(`"${message.to}" is neither the id nor the address of the sender that was written to.`);
      if (message.body !== 'Grüße 😀 + 100 % & more')
        broken(`The text was changed to ${JSON.stringify(message.body)}.`);
      if (message.carrierMessageId !== 'carrier-inbound-1')
        broken(`The carrier gave the text another id than "${message.carrierMessageId}".`);
    },
  },
  {
    id: 'event_ids_tell_events_apart',
    sentence: 'Different events have different ids.',
    advice:
      'Make `eventId` of what tells the events of the carrier apart, such as message id and state: an event with a known id is not taken again.',
    appliesTo: ({ hasWebhooks }) => hasWebhooks,
    check(trial) {
      const { receipts, inbound } = trial.capabilities;
      const requests = [
        ...[...new Set(receipts)].flatMap((state) => [
          trial.receipt(state),
          trial.receipt(state, 'conformance-message-2', 'carrier-message-2'),
        ]),
        ...(inbound ? [trial.inbound(), trial.inbound({ carrierMessageId: 'carrier-inbound-2' })] : []),
      ];
      const ids = requests.flatMap((request) => eventsOf(trial, request)).map(({ eventId }) => eventId);
      const twice = ids.find((id, index) => ids.indexOf(id) !== index);
      if (twice !== undefined) broken(`Two different events have the id "${twice}".`);
    },
  },
];

function eventsOf(trial: Trial, request: WebhookRequest): readonly ChannelEvent[] {
  return trial.provider.parse(trial.sign(request));
}
