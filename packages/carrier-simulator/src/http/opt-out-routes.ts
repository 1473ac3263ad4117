import type { Carrier } from '../carrier.js';
import { InvalidRequestError } from '../errors/invalid-request-error.js';
import type { OptOuts } from '../opt-outs/opt-outs.js';
import { phoneNumber, requiredText } from './fields.js';
import { readJsonObject } from './read-body.js';
import { type Route, sendJson } from './route.js';

/** The carrier's own list of those who opted out of a company's number. */
export function optOutRoutes(carrier: Carrier, optOuts: OptOuts): readonly Route[] {
  return [
    {
      method: 'GET',
      path: /^\/v1\/opt-outs$/,
      handle({ response }) {
        sendJson(response, 200, { items: optOuts.list() });
      },
    },
    {
      method: 'PUT',
      path: /^\/v1\/opt-outs\/([^/]+)$/,
      async handle({ request, response, parameters: [address] }) {
        const phone = phoneNumber(address, 'phone');
        const fields = await readJsonObject(request);
        const company = requiredText(fields, 'company', 40);
        const optedOut = fields['optedOut'];
        if (typeof optedOut !== 'boolean') throw new InvalidRequestError('optedOut', 'must be true or false');
        await carrier.setOptOut(company, phone, optedOut);
        sendJson(response, 200, { company, phone, optedOut });
      },
    },
  ];
}
