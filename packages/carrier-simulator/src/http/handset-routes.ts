import type { Carrier } from '../carrier.js';
import { InvalidRequestError } from '../errors/invalid-request-error.js';
import type { Handsets } from '../handsets/handsets.js';
import { type MediaStore, maximumMediaBytes } from '../media/media-store.js';
import { list, messageBody, phoneNumber, requiredText } from './fields.js';
import { readBody, readJsonObject } from './read-body.js';
import { type Route, sendJson } from './route.js';

/** What the owner of a phone does: look at it, write, send a picture. */
export function handsetRoutes(carrier: Carrier, handsets: Handsets, media: MediaStore): readonly Route[] {
  return [
    {
      method: 'GET',
      path: /^\/v1\/handsets$/,
      handle({ response }) {
        sendJson(response, 200, { items: handsets.list() });
      },
    },
    {
      method: 'GET',
      path: /^\/v1\/handsets\/([^/]+)\/messages$/,
      handle({ response, parameters: [address] }) {
        sendJson(response, 200, { items: handsets.messages(phoneNumber(address, 'address')) });
      },
    },
    {
      method: 'POST',
      path: /^\/v1\/handsets\/([^/]+)\/messages$/,
      async handle({ request, response, parameters: [address] }) {
        const from = phoneNumber(address, 'from');
        const fields = await readJsonObject(request);
        const pictures = await Promise.all(
          list(fields, 'mediaIds', 10).map(async (mediaId) => {
            const found = typeof mediaId === 'string' ? await media.get(mediaId) : null;
            if (!found) throw new InvalidRequestError('mediaIds', 'names a picture that was not uploaded');
            return { mediaId: mediaId as string, contentType: found.contentType };
          }),
        );
        const to = requiredText(fields, 'to', 40);
        const entry = await carrier.text({ from, to, body: messageBody(fields, pictures.length), media: pictures });
        sendJson(response, 201, { carrierMessageId: entry.carrierMessageId });
      },
    },
    {
      method: 'POST',
      path: /^\/v1\/handsets\/([^/]+)\/read$/,
      async handle({ request, response, parameters: [address] }) {
        await readJsonObject(request);
        carrier.read(phoneNumber(address, 'address'));
        sendJson(response, 200, {});
      },
    },
    {
      method: 'POST',
      path: /^\/v1\/media$/,
      async handle({ request, response }) {
        sendJson(response, 201, await media.put(await readBody(request, maximumMediaBytes)));
      },
    },
    {
      method: 'GET',
      path: /^\/v1\/media\/([0-9a-f-]{36})$/,
      async handle({ response, parameters: [mediaId = ''] }) {
        const found = await media.get(mediaId);
        if (!found) throw new InvalidRequestError('picture', 'does not exist', 404);
        response.writeHead(200, {
          'content-type': found.contentType,
          'content-length': found.bytes.byteLength,
          'cache-control': 'private, max-age=31536000, immutable',
        });
        response.end(found.bytes);
      },
    },
  ];
}
