import type { Carrier } from '../carrier.js';
import { InvalidRequestError } from '../errors/invalid-request-error.js';
import type { CompanyNumber } from '../numbers/company-number.js';
import type { CompanyNumbers } from '../numbers/company-numbers.js';
import { answerPost } from './answer-post.js';
import { messageBody, optionalCount, optionalText, optionalUrl, phoneNumber, requiredText, urls } from './fields.js';
import { readJsonObject } from './read-body.js';
import { type Route, sendJson } from './route.js';

/** What a company calls: post a message, look one up, register a number. */
export function messageRoutes(carrier: Carrier, numbers: CompanyNumbers): readonly Route[] {
  return [
    {
      method: 'POST',
      path: /^\/v1\/messages$/,
      async handle({ request, response }) {
        const fields = await readJsonObject(request);
        const mediaUrls = urls(fields, 'mediaUrls', 10);
        const result = await carrier.post({
          clientMessageId: requiredText(fields, 'clientMessageId', 200),
          ...attempt(fields),
          from: requiredText(fields, 'from', 40),
          to: phoneNumber(fields['to'], 'to'),
          body: messageBody(fields, mediaUrls.length),
          mediaUrls,
          ...callbacks(fields),
        });
        answerPost(request, response, result);
      },
    },
    {
      method: 'GET',
      path: /^\/v1\/messages$/,
      handle({ response, url }) {
        const clientMessageId = url.searchParams.get('clientMessageId');
        if (!clientMessageId) throw new InvalidRequestError('clientMessageId', 'must be given in the query');
        const items = carrier.lookUp(clientMessageId).map(({ accepted, receipt }) => ({
          carrierMessageId: accepted.carrierMessageId,
          clientMessageId,
          state: receipt?.state ?? 'sent',
          at: accepted.at,
          segments: accepted.segments,
          ...(receipt?.code === undefined ? {} : { code: receipt.code, reason: receipt.reason }),
        }));
        sendJson(response, 200, { items });
      },
    },
    {
      method: 'GET',
      path: /^\/v1\/numbers$/,
      handle({ response }) {
        sendJson(response, 200, { items: numbers.list().map(({ address, name }) => ({ address, name })) });
      },
    },
    {
      method: 'PUT',
      path: /^\/v1\/numbers\/([^/]{1,120})$/,
      async handle({ request, response, parameters: [address = ''] }) {
        const fields = await readJsonObject(request);
        await carrier.register({ address, name: optionalText(fields, 'name', 200), ...callbacks(fields) });
        sendJson(response, 200, { address });
      },
    },
  ];
}

function attempt(fields: Readonly<Record<string, unknown>>): { readonly clientAttempt?: number } {
  const clientAttempt = optionalCount(fields, 'clientAttempt');
  return clientAttempt === undefined ? {} : { clientAttempt };
}

function callbacks(fields: Readonly<Record<string, unknown>>): Omit<CompanyNumber, 'address' | 'name'> {
  return {
    statusCallback: optionalUrl(fields, 'statusCallback'),
    inboundCallback: optionalUrl(fields, 'inboundCallback'),
    secret: optionalText(fields, 'secret', 500),
  };
}
