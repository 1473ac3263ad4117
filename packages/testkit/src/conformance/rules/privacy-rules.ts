import { broken } from '../broken-rule-error.js';
import type { ConformanceRule } from '../conformance-rule.js';
import { everythingIn } from '../everything-in.js';
import type { CarrierMove } from '../scripted-carrier.js';
import type { Trial } from '../trial.js';

/** Without spaces, so that no encoding of a request changes it. */
const privateText = 'PrivateTextOfTheCustomer';

/** Everything that is not an acceptance, with the request repeated wherever a carrier may do so. */
const mishaps: readonly CarrierMove[] = [
  { kind: 'refuse', repeatsRequest: true },
  { kind: 'throttle', retryAfterSeconds: 1 },
  { kind: 'fail' },
  { kind: 'garble' },
  { kind: 'reset' },
];

/** What nobody reads in an error, a reason or the log. */
export const privacyRules: readonly ConformanceRule<Trial>[] = [
  {
    id: 'secrets_stay_secret',
    sentence: 'No secret of the configuration is in an outcome, an error with its causes, or the log.',
    advice:
      'Write errors of your own, and keep requests, headers and configuration out of them, also as `cause` or as a property.',
    async check(trial) {
      const secrets = [
        ...(trial.subject.secrets ?? []),
        ...(trial.subject.webhooks ? [trial.subject.webhooks.secret] : []),
      ];
      for (const { after, text } of await everythingTold(trial)) {
        if (secrets.some((secret) => secret !== '' && text.includes(secret))) broken(`A secret can be read ${after}.`);
      }
    },
  },
  {
    id: 'recipient_and_text_stay_private',
    sentence: 'Neither the recipient nor the text is in an outcome, an error with its causes, or the log.',
    advice:
      'Do not hand on what the carrier writes, which often repeats the request: map its codes to reasons of your own.',
    async check(trial) {
      const recipient = trial.recipientId.replace(/^\+/, '');
      for (const { after, text } of await everythingTold(trial)) {
        if (text.includes(recipient)) broken(`The address of the recipient can be read ${after}.`);
        if (text.includes(privateText)) broken(`The text of the message can be read ${after}.`);
      }
    },
  },
];

async function everythingTold(trial: Trial): Promise<readonly { readonly after: string; readonly text: string }[]> {
  const told = [];
  for (const move of mishaps) {
    trial.carrier.say(move);
    const sent = await trial.send(trial.message({ body: privateText }));
    told.push({ after: `in what came of a send (the carrier: ${move.kind})`, text: everythingIn(sent) });
  }
  if (trial.provider.listHistory) {
    for (const move of mishaps) {
      trial.carrier.say(move);
      const listed = await trial.listHistory();
      told.push({ after: `in what came of listHistory (the carrier: ${move.kind})`, text: everythingIn(listed) });
    }
  }
  if (trial.hasInboundMedia) {
    const { reference } = trial.pictureReference();
    for (const move of ['missing', 'failing'] as const) {
      trial.carrier.inboundMedia = move;
      const fetched = await trial.fetchMedia(reference);
      told.push({ after: `in what came of fetchMedia (the picture: ${move})`, text: everythingIn(fetched) });
    }
  }
  return [...told, { after: 'in the log', text: trial.logged() }];
}
