import multipart from '@fastify/multipart';
import { Type } from 'typebox';
import { agents, everybody } from '../http/access-rule.js';
import { actorOf } from '../http/actor-of.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import { NotFoundError } from '../problems/not-found-error.js';
import { AttachmentSchema } from '../schemas/attachment-schema.js';
import { closedObject } from '../schemas/closed-object.js';
import { idParams } from './path-params.js';
import { readUpload } from './read-upload.js';
import { sendAttachment } from './send-attachment.js';

/** Bytes that a form needs around its file. */
const formBytes = 64 * 1024;

export async function attachmentRoutes(app: TypedServer, { messaging }: RouteContext): Promise<void> {
  const { attachments } = messaging;
  await app.register(multipart);

  app.route({
    method: 'POST',
    url: '/api/v1/attachments',
    config: { access: agents, consumes: 'multipart/form-data with one part named "file"' },
    // The file itself is counted while it is read; a form that says at once that it is larger is refused unread.
    bodyLimit: attachments.maxBytes() + formBytes,
    schema: {
      tags: ['Attachments'],
      operationId: 'uploadAttachment',
      summary: 'Takes one file as multipart/form-data in the part "file". It is judged by its content.',
      consumes: ['multipart/form-data'],
      response: { 201: AttachmentSchema },
    },
    handler: async (request, reply) => {
      const file = await readUpload(request, attachments.maxBytes());
      return reply.code(201).send(await attachments.upload(actorOf(request), file));
    },
  });

  app.route({
    method: 'GET',
    url: '/api/v1/attachments/:id',
    config: { access: agents },
    schema: {
      tags: ['Attachments'],
      operationId: 'getAttachment',
      summary: 'The file itself.',
      params: idParams,
    },
    handler: async (request, reply) => {
      const { summary, content } = await attachments.read(actorOf(request), request.params.id);
      reply.header('cache-control', 'private, max-age=3600');
      return sendAttachment(reply, summary, content);
    },
  });

  app.route({
    method: 'GET',
    url: '/media/:token',
    config: {
      access: everybody('The token in the address is signed and expires; carriers have nothing else to show.'),
    },
    schema: {
      tags: ['Carriers'],
      operationId: 'getMedia',
      summary: 'A file for a carrier. 404 when the token is wrong or has expired.',
      params: closedObject({ token: Type.String({ minLength: 1, maxLength: 1_000 }) }),
    },
    handler: async (request, reply) => {
      const found = await attachments.readBySignedToken(request.params.token);
      if (!found) throw new NotFoundError('There is no such file, or its address has expired.');
      // A cache could give it out after it has expired. Pages on other origins may show it, as any carrier may.
      reply.header('cache-control', 'no-store').header('cross-origin-resource-policy', 'cross-origin');
      return sendAttachment(reply, found.summary, found.content);
    },
  });
}
