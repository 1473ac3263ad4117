import { arePlainWords } from '../answer-faults.js';
import { broken } from '../broken-rule-error.js';
import type { CarrierRequest } from '../carrier-dialect.js';
import type { ConformanceRule } from '../conformance-rule.js';
import { describeSettled } from '../describe-settled.js';
import type { Trial } from '../trial.js';

/** Seconds that the carrier asks to wait; unlike any default. */
const retryAfterSeconds = 7;

/** Sends at the same time. */
const parallelSends = 20;

/** No real channel has more characters in one message. */
const longestText = 100_000;

/** What a send answers to what the carrier answers. */
export const sendRules: readonly ConformanceRule<Trial>[] = [
  {
    id: 'accepted_has_carrier_id',
    sentence: 'A text that the carrier takes over is `accepted`, with the id that the carrier gave it.',
    advice:
      'Answer `{ outcome: "accepted", carrierMessageId }` with the id of the carrier, by which its receipts find the message; leave `segments` out when it is not known.',
    async check(trial) {
      trial.carrier.say({ kind: 'accept', id: () => 'carrier-message-of-this-rule' });
      const sent = await trial.send();
      if (sent.kind !== 'answered' || sent.value.outcome !== 'accepted')
        broken(`The carrier accepted, but ${describeSettled(sent)}.`);
      const { carrierMessageId, segments } = sent.value;
      if (carrierMessageId !== 'carrier-message-of-this-rule')
        broken(`The carrier gave another id: ${describeSettled(sent)}.`);
      if (segments !== undefined && !(Number.isInteger(segments) && segments > 0))
        broken(`No message has ${segments} segments.`);
    },
  },
  {
    id: 'refusal_is_rejected',
    sentence: 'A text that the carrier refuses for good is `rejected`, with a code and a plain reason.',
    advice:
      'Answer `{ outcome: "rejected", code, reason }`; write the reason as one sentence for the agent, not as the answer of the carrier.',
    async check(trial) {
      trial.carrier.say({ kind: 'refuse' });
      const sent = await trial.send();
      if (sent.kind !== 'answered' || sent.value.outcome !== 'rejected')
        broken(`The carrier refused, but ${describeSettled(sent)}.`);
      const { code, reason } = sent.value;
      if (typeof code !== 'string' || code === '') broken('The code is empty.');
      if (!arePlainWords(reason)) broken(`This is no plain reason: ${JSON.stringify(reason)}.`);
    },
  },
  {
    id: 'throttle_is_not_sent',
    sentence: 'A text that the carrier turns away because there are too many is `notSent`, after one request.',
    advice:
      'Answer `{ outcome: "notSent", code, reason }` to a throttle, and do not try again yourself: the outbox does, with growing pauses.',
    async check(trial) {
      for (const seconds of [null, retryAfterSeconds]) {
        trial.carrier.say({ kind: 'throttle', retryAfterSeconds: seconds });
        const sent = await trial.send();
        if (sent.kind !== 'answered' || sent.value.outcome !== 'notSent')
          broken(`The carrier throttled, but ${describeSettled(sent)}.`);
        const { length } = trial.carrier.requests;
        if (length !== 1) broken(`The carrier throttled, and was asked ${length} times.`);
      }
    },
  },
  {
    id: 'throttle_wait_is_told',
    sentence: 'When the carrier says how long to wait, `retryAfterMs` says it in milliseconds.',
    advice: 'Read the wait that the carrier names (`Retry-After` is in seconds) and hand it on as `retryAfterMs`.',
    async check(trial) {
      trial.carrier.say({ kind: 'throttle', retryAfterSeconds });
      const sent = await trial.send();
      const told = sent.kind === 'answered' && sent.value.outcome === 'notSent' ? sent.value.retryAfterMs : undefined;
      if (told !== retryAfterSeconds * 1000)
        broken(`The carrier asked to wait ${retryAfterSeconds} s, but ${describeSettled(sent)}.`);
    },
  },
  {
    id: 'server_error_is_unknown',
    sentence: 'A failure of the carrier (500) is unknown: `send` throws.',
    advice:
      'Throw on 5xx: the carrier may have taken the message over before it failed, and what is called `notSent` goes out again. If the carrier documents that it did not, set `carrier.serverErrorIsNotSent`.',
    async check(trial) {
      trial.carrier.say({ kind: 'fail' });
      const sent = await trial.send();
      const isDocumented = trial.subject.carrier.serverErrorIsNotSent === true;
      if (isDocumented && sent.kind === 'answered' && sent.value.outcome === 'notSent') return;
      if (sent.kind !== 'threw') broken(`The carrier failed with 500, but ${describeSettled(sent)}.`);
    },
  },
  {
    id: 'unreachable_is_no_verdict',
    sentence: 'A carrier that cannot be reached neither accepted nor refused: `send` answers `notSent`, or throws.',
    advice:
      'Answer `notSent` when `HttpRequestError.sent` is false: the message waits until the carrier is back. `rejected` would be final.',
    async check(trial) {
      const message = trial.message();
      await trial.carrier.close();
      const sent = await trial.send(message);
      const isOpen = sent.kind === 'threw' || (sent.kind === 'answered' && sent.value.outcome === 'notSent');
      if (!isOpen) broken(`Nobody listened at the address of the carrier, but ${describeSettled(sent)}.`);
    },
  },
  {
    id: 'reset_is_unknown',
    sentence: 'A connection that is reset after the request was sent is unknown: `send` throws.',
    advice: 'Throw when the connection ends without an answer: only `HttpRequestError.sent === false` is `notSent`.',
    async check(trial) {
      trial.carrier.say({ kind: 'reset' });
      const sent = await trial.send();
      if (sent.kind !== 'threw') broken(`The connection was reset after the request, but ${describeSettled(sent)}.`);
      const { length } = trial.carrier.requests;
      if (length !== 1) broken(`The connection was reset, and the message was posted ${length} times.`);
    },
  },
  {
    id: 'garbled_answer_is_unknown',
    sentence: 'A success whose body is not what the carrier documents is unknown: `send` throws.',
    advice:
      'Read the id out of the answer, and throw when there is none: nothing was proved, neither that the carrier has the message nor that it does not.',
    async check(trial) {
      trial.carrier.say({ kind: 'garble' });
      const sent = await trial.send();
      if (sent.kind !== 'threw') broken(`The answer was a page without an id, but ${describeSettled(sent)}.`);
    },
  },
  {
    id: 'long_text_is_one_request',
    sentence: 'A text of `maxLength` characters goes out whole, in one request.',
    advice: 'Hand the text over as it is, and declare as `text.maxLength` what the carrier takes in one message.',
    async check(trial) {
      const length = Math.min(trial.capabilities.text.maxLength, longestText);
      const body = 'Hailpoint'.repeat(Math.ceil(length / 9)).slice(0, length);
      trial.carrier.say({ kind: 'accept' });
      const sent = await trial.send(trial.message({ body }));
      if (sent.kind !== 'answered' || sent.value.outcome !== 'accepted')
        broken(`With ${length} characters, ${describeSettled(sent)}.`);
      const { requests } = trial.carrier;
      if (requests.length !== 1) broken(`${length} characters made ${requests.length} requests.`);
      if (!requests.some((request) => textOf(request).includes(body)))
        broken(`The carrier did not get all ${length} characters.`);
    },
  },
  {
    id: 'concurrent_sends_keep_their_ids',
    sentence: `Of ${parallelSends} texts that are sent at the same time, each gets the id of its own message.`,
    advice: 'Keep nothing of a send in the provider: what belongs to one call lives in its variables.',
    async check(trial) {
      let waiting = parallelSends;
      // The first is answered last.
      const delayMs = () => waiting-- * 5;
      trial.carrier.say({
        kind: 'accept',
        delayMs,
        id: (request) => `carrier-${/parallel\d\d/.exec(textOf(request))?.[0]}`,
      });
      const bodies = Array.from({ length: parallelSends }, (_, index) => `parallel${String(index).padStart(2, '0')}`);
      const sent = await Promise.all(bodies.map((body) => trial.send(trial.message({ body }))));
      const ids = sent.map((each) =>
        each.kind === 'answered' && each.value.outcome === 'accepted' ? each.value.carrierMessageId : null,
      );
      const others = new Map(bodies.map((body) => [`carrier-${body}`, body]));
      for (const [index, id] of ids.entries()) {
        if (id === null) broken(`One of them was not accepted: ${describeSettled(sent[index]!)}.`);
        if (others.has(id) && others.get(id) !== bodies[index]) broken(`The text "${bodies[index]}" got the id ${id}.`);
      }
      if (new Set(ids).size < ids.length) broken('Two texts got the same id.');
    },
  },
  {
    id: 'media_goes_out',
    sentence:
      'With media declared, a picture goes out with its text: its address is handed on, or its bytes are fetched.',
    advice: 'Hand `message.media` to the carrier, or leave `capabilities.media` out.',
    appliesTo: ({ capabilities }) => capabilities.media !== undefined,
    async check(trial) {
      const { mediaUrl, mediaSize } = trial.carrier;
      const [contentType = 'image/png'] = trial.capabilities.media?.contentTypes ?? [];
      trial.carrier.say({ kind: 'accept' });
      const sent = await trial.send(trial.message({ media: [{ url: mediaUrl, contentType, size: mediaSize }] }));
      if (sent.kind !== 'answered' || sent.value.outcome !== 'accepted')
        broken(`With a picture, ${describeSettled(sent)}.`);
      const isHandedOn = trial.carrier.requests.some((request) => textOf(request).includes(mediaUrl));
      if (!isHandedOn && trial.carrier.mediaFetches === 0) broken('The message was accepted without its picture.');
    },
  },
  {
    id: 'opt_out_is_told_apart',
    sentence: '`optedOut` is said when the carrier refuses because the recipient opted out, and never else.',
    advice:
      'Set `optedOut: true` for the code by which the carrier says so, and for no other: it is written to the record of consent.',
    async check(trial) {
      trial.carrier.say({ kind: 'refuse' });
      const refused = await trial.send();
      if (saysOptedOut(refused)) broken(`The carrier refused for another reason, but ${describeSettled(refused)}.`);
      if (trial.subject.carrier.optedOut === undefined) return;
      trial.carrier.say({ kind: 'refuseOptedOut' });
      const optedOut = await trial.send();
      if (!saysOptedOut(optedOut))
        broken(`The carrier said that the recipient opted out, but ${describeSettled(optedOut)}.`);
    },
  },
];

function saysOptedOut(sent: Awaited<ReturnType<Trial['send']>>): boolean {
  return sent.kind === 'answered' && sent.value.outcome === 'rejected' && sent.value.optedOut === true;
}

/** What a request says, as it is written in JSON, in a form and in a query. */
function textOf({ path, body }: CarrierRequest): string {
  const parameters = [...new URLSearchParams(body).values(), ...new URLSearchParams(path.split('?')[1]).values()];
  return [body, body.replaceAll('\\/', '/'), ...parameters].join('\n');
}
