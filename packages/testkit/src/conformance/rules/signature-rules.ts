import type { WebhookRequest } from '@hailpoint/kernel';
import { broken } from '../broken-rule-error.js';
import type { ConformanceRule } from '../conformance-rule.js';
import type { Trial } from '../trial.js';

/** Whom the provider believes. */
export const signatureRules: readonly ConformanceRule<Trial>[] = [
  {
    id: 'right_signature_is_verified',
    sentence: 'A webhook with the right signature is accepted, with an answer of 2xx.',
    advice:
      'Check the signature over `request.url` and the raw `request.body`, and answer what the carrier expects: it repeats what is not answered with 2xx.',
    appliesTo: ({ hasWebhooks }) => hasWebhooks,
    check(trial) {
      for (const request of trial.declaredWebhooks()) {
        const verdict = trial.provider.verify(trial.sign(request));
        if (!verdict.accepted) broken(`The signed request to ${request.path} was refused: ${verdict.reason}`);
        const { status } = verdict.response;
        if (status < 200 || status > 299)
          broken(`The signed request to ${request.path} was accepted with the status ${status}.`);
      }
    },
  },
  {
    id: 'missing_signature_is_refused',
    sentence: 'A webhook without a signature is refused with 401 or 403.',
    advice: 'Refuse in `verify` when the header of the signature is missing.',
    appliesTo: ({ hasWebhooks }) => hasWebhooks,
    check(trial) {
      for (const request of trial.declaredWebhooks()) mustRefuse(trial, request, 'without a signature');
    },
  },
  {
    id: 'wrong_signature_is_refused',
    sentence:
      'A webhook that somebody else signed, or that was changed after it was signed, is refused with 401 or 403.',
    advice:
      'Compute the signature with the secret of the configuration over what came in, and compare it in constant time.',
    appliesTo: ({ hasWebhooks }) => hasWebhooks,
    check(trial) {
      for (const request of trial.declaredWebhooks()) {
        mustRefuse(
          trial,
          trial.sign(request, `${trial.webhooks.secret}-of-somebody-else`),
          'signed with another secret',
        );
        const changed = { ...request, body: Buffer.concat([request.body, Buffer.from(' ')]) };
        const signed = trial.sign(request);
        if (isSigned(signed, trial.sign(changed)))
          mustRefuse(trial, { ...signed, body: changed.body }, 'changed after it was signed');
      }
    },
  },
];

/** Whether the signature depends on what differs between two requests; a carrier may sign no body at all. */
function isSigned(one: WebhookRequest, other: WebhookRequest): boolean {
  return JSON.stringify([one.url, one.query, one.headers]) !== JSON.stringify([other.url, other.query, other.headers]);
}

function mustRefuse(trial: Trial, request: WebhookRequest, what: string): void {
  const verdict = trial.provider.verify(request);
  if (verdict.accepted) broken(`A request to ${request.path} ${what} was accepted.`);
  if (verdict.status !== 401 && verdict.status !== 403)
    broken(`A request to ${request.path} ${what} was refused with ${verdict.status}.`);
}
