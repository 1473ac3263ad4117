import { types } from 'node:util';
import { type ChannelEvent, PartlyUnreadableError, type WebhookRequest } from '@hailpoint/kernel';
import { broken } from '../broken-rule-error.js';
import type { ConformanceRule } from '../conformance-rule.js';
import { eventFault } from '../event-fault.js';
import { changedBodies, hostileBodies, hostilePaths } from '../hostile-webhooks.js';
import { thrownWords } from '../thrown-words.js';
import type { Trial } from '../trial.js';

/** `verify` and `parse` run between other work. Milliseconds for one request. */
const patienceMs = 2_000;

/** Names of errors that the language throws, as codes with `ERR_` are of Node: a mistake, not a refusal. */
const accident = /^(EvalError|RangeError|ReferenceError|SyntaxError|TypeError|URIError)$/;

/** What comes from anybody, and what comes signed but is not what the carrier documents. */
export const hostileRules: readonly ConformanceRule<Trial>[] = [
  {
    id: 'verify_survives_anything',
    sentence: '`verify` gives a verdict on empty, huge, binary and malformed requests, and throws on none.',
    advice:
      'Check path, method and signature before anything is read out of the body, and catch what a library throws.',
    check(trial) {
      for (const { what, request } of anybodysRequests(trial)) {
        const started = performance.now();
        try {
          trial.provider.verify(request);
        } catch (error) {
          broken(`On ${what}, verify threw ${thrownWords(error)}.`);
        }
        if (performance.now() - started > patienceMs) broken(`On ${what}, verify took more than ${patienceMs} ms.`);
      }
    },
  },
  {
    id: 'parse_refuses_by_name',
    sentence:
      'On a verified webhook that is not what the carrier documents, `parse` throws an error with a `code`, or gives no event.',
    advice:
      'Check each field before it is used, and throw an error class of your own with a stable `code`: the webhook is then parked, with your message.',
    appliesTo: ({ hasWebhooks }) => hasWebhooks,
    check(trial) {
      for (const { what, request } of [...garbage(trial), ...changed(trial)]) {
        const started = performance.now();
        const { error } = parsed(trial, request);
        if (error !== null && !isNamed(error)) broken(`On ${what}, parse threw ${thrownWords(error)}.`);
        if (performance.now() - started > patienceMs) broken(`On ${what}, parse took more than ${patienceMs} ms.`);
      }
    },
  },
  {
    id: 'parse_makes_nothing_up',
    sentence: 'Garbage gives no event, a field of a wrong type never gets into one, and no prototype is touched.',
    advice:
      'Give an event only when every field of it was read and has its type; read keys with `Object.hasOwn` or from a `Map`.',
    appliesTo: ({ hasWebhooks }) => hasWebhooks,
    check(trial) {
      for (const { what, request } of garbage(trial)) {
        if (parsed(trial, request).events.length > 0) broken(`${what} gave an event.`);
      }
      for (const { what, request } of changed(trial)) {
        for (const event of parsed(trial, request).events) {
          const fault = eventFault(event);
          if (fault !== null) broken(`${what} gave an event: ${fault}`);
        }
      }
      if ('polluted' in {}) broken('A webhook changed Object.prototype.');
    },
  },
];

interface Hostile {
  readonly what: string;
  readonly request: WebhookRequest;
}

/** Unsigned, and signed with what is no signature. */
function anybodysRequests(trial: Trial): readonly Hostile[] {
  const [sample = plainRequest(trial)] = trial.subject.webhooks ? trial.declaredWebhooks() : [];
  const requests = [
    ...hostileBodies.map(({ what, body }) => ({ what, request: { ...sample, body } })),
    ...hostilePaths.map((path) => ({ what: `the path ${path}`, request: at(sample, path) })),
    { what: 'an address that is none', request: { ...sample, url: 'not an address' } },
    { what: 'a GET without a body', request: { ...sample, method: 'GET', body: Buffer.alloc(0) } },
  ];
  return requests.flatMap(({ what, request }) => [
    { what, request },
    { what: `${what}, signed`, request: signed(trial, request) },
  ]);
}

/** Signed requests with what no carrier documents in place of a body. */
function garbage(trial: Trial): readonly Hostile[] {
  return trial.declaredWebhooks().flatMap((sample) =>
    hostileBodies.map(({ what, body }) => ({
      what: `${what} at ${sample.path}`,
      request: signed(trial, { ...sample, body }),
    })),
  );
}

/** Signed requests of which one thing is not as the carrier documents it. */
function changed(trial: Trial): readonly Hostile[] {
  return trial.declaredWebhooks().flatMap((sample) => [
    ...changedBodies(sample.body).map(({ what, body }) => ({
      what: `${what} at ${sample.path}`,
      request: signed(trial, { ...sample, body }),
    })),
    {
      what: 'a path with a broken escape',
      request: signed(trial, at(sample, sample.path.replace(/[^/]+$/, '%E0%A4'))),
    },
  ]);
}

function signed(trial: Trial, request: WebhookRequest): WebhookRequest {
  try {
    return trial.subject.webhooks ? trial.sign(request) : request;
  } catch {
    // The author's way of signing may need a body that can be read.
    return request;
  }
}

function at(request: WebhookRequest, path: string): WebhookRequest {
  return { ...request, path, url: request.url.replace(request.path, () => path) };
}

function plainRequest({ pluginId }: Trial): WebhookRequest {
  return {
    method: 'POST',
    path: '/',
    query: '',
    url: `https://hailpoint.example/webhooks/${pluginId}/`,
    headers: {},
    body: Buffer.alloc(0),
  };
}

/** What `parse` makes of a request, which it is only asked about when `verify` accepts it. */
function parsed(
  trial: Trial,
  request: WebhookRequest,
): { readonly events: readonly ChannelEvent[]; readonly error: unknown } {
  if (!isVerified(trial, request)) return { events: [], error: null };
  try {
    return { events: trial.provider.parse(request), error: null };
  } catch (error) {
    return { events: PartlyUnreadableError.eventsIn(error), error };
  }
}

/** A throw is the business of another rule. */
function isVerified(trial: Trial, request: WebhookRequest): boolean {
  try {
    return trial.provider.verify(request).accepted;
  } catch {
    return false;
  }
}

/** Not by `instanceof`: a test runner has a realm of its own. */
function isNamed(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && code !== '' && !code.startsWith('ERR_') && !accident.test(error.name);
}
