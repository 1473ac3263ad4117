import { broken } from '../broken-rule-error.js';
import type { ConformanceRule } from '../conformance-rule.js';
import { describeSettled } from '../describe-settled.js';
import { ScriptedCarrier } from '../scripted-carrier.js';
import type { Trial } from '../trial.js';
import { givenUp, graceMs } from './give-up-rules.js';

const appliesTo = ({ hasInboundMedia }: Trial) => hasInboundMedia;

/** Pictures of customers. */
export const inboundMediaRules: readonly ConformanceRule<Trial>[] = [
  {
    id: 'inbound_media_is_named',
    sentence: "A customer's text with a picture gives an event that names the picture, with its content type.",
    advice:
      'Hand on as `media` what the carrier names the picture by, which `fetchMedia` gets, and its type where the carrier says it. `webhooks.inbound` of the subject writes `media` down.',
    appliesTo,
    check(trial) {
      const { reference, contentType } = trial.pictureReference();
      if (typeof reference !== 'string' || reference === '')
        broken('The reference of the picture is no text, or empty.');
      if (contentType !== undefined && contentType !== trial.picture.contentType)
        broken(`The picture is of the type ${trial.picture.contentType}, and not ${contentType}.`);
    },
  },
  {
    id: 'fetch_media_gives_the_bytes',
    sentence: '`fetchMedia` gives the bytes of the picture as the carrier has them.',
    advice: 'Answer `response.body`: as text, a picture loses what is no text.',
    appliesTo,
    async check(trial) {
      const fetched = await trial.fetchMedia(trial.pictureReference().reference);
      if (fetched.kind !== 'answered' || fetched.value === undefined)
        broken(`The carrier gave the picture, but ${describeSettled(fetched)}.`);
      if (!Buffer.from(fetched.value).equals(trial.carrier.inboundMediaBytes))
        broken(`The picture has ${trial.carrier.inboundMediaBytes.length} bytes, and others than those that came.`);
    },
  },
  {
    id: 'fetch_media_makes_nothing_up',
    sentence: '`fetchMedia` throws when the carrier does not give the picture (404, 500).',
    advice: 'Look at the status before you hand the body on: an error page would be shown as a picture.',
    appliesTo,
    async check(trial) {
      const { reference } = trial.pictureReference();
      for (const move of ['missing', 'failing'] as const) {
        trial.carrier.inboundMedia = move;
        const fetched = await trial.fetchMedia(reference);
        if (fetched.kind === 'answered')
          broken(`The picture was ${move}, but it answered ${fetched.value?.length} bytes.`);
        if (fetched.kind === 'late') broken(`The picture was ${move}, and ${describeSettled(fetched)}.`);
      }
    },
  },
  {
    id: 'fetch_media_stays_with_the_carrier',
    sentence: '`fetchMedia` asks nobody but the carrier, wherever a reference leads.',
    advice:
      'Compare the origin of the address with that of the carrier before you ask, and ask the rest of the internet with `addresses: "public"` and without credentials.',
    appliesTo,
    async check(trial) {
      const stranger = await ScriptedCarrier.start(trial.subject.carrier);
      try {
        await trial.fetchMedia(stranger.inboundMediaUrl);
        if (stranger.asked > 0) broken('It asked another server on this machine, which a reference named.');
      } finally {
        await stranger.close();
      }
    },
  },
  {
    id: 'fetch_media_honours_abort',
    sentence: `A picture that is given up while the carrier is silent ends within ${graceMs} ms.`,
    advice: 'Pass `context.signal` to every request of `fetchMedia`.',
    appliesTo,
    async check(trial) {
      const { reference } = trial.pictureReference();
      trial.carrier.inboundMedia = 'silent';
      const fetched = await givenUp(trial, (signal) => trial.fetchMedia(reference, signal));
      if (fetched.kind !== 'threw') broken(`The picture was given up, but ${describeSettled(fetched)}.`);
    },
  },
];
