import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import { everybody } from '../http/access-rule.js';
import type { TypedServer } from '../http/typed-server.js';

const because = 'The pages hold no data; they ask the API for it.';
/** The first parts of addresses that are never a page. */
const notPages = /^\/(api|webhooks|media|health|metrics|sign-in|assets)(\/|$)/;

/** Serves the built workspace: hashed assets for ever, the page itself always fresh, and for every address a page could have. */
export async function workspacePages(app: TypedServer, directory: string): Promise<(url: string) => boolean> {
  await app.register(fastifyStatic, {
    root: path.resolve(directory),
    serve: false,
    cacheControl: false,
    etag: true,
    lastModified: false,
  });

  app.route({
    method: 'GET',
    url: '/assets/*',
    config: { access: everybody(because), rateLimit: false },
    schema: { hide: true },
    handler: (request, reply) => {
      const name = (request.params as { '*': string })['*'];
      return reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(`assets/${name}`);
    },
  });

  app.route({
    method: 'GET',
    url: '/*',
    config: { access: everybody(because), rateLimit: false },
    schema: { hide: true },
    handler: (request, reply) => {
      const address = request.url.split('?', 1)[0] ?? '/';
      if (notPages.test(address)) return reply.callNotFound();
      const name = (request.params as { '*': string })['*'];
      reply.header('cache-control', 'no-cache');
      return isFile(name) ? reply.sendFile(name) : reply.sendFile('index.html');
    },
  });

  /** A file beside the page, such as an icon. Names come from the address: only plain ones at the top are looked up. */
  function isFile(name: string): boolean {
    return /^[\w-]+(\.[\w-]+)+$/.test(name) && existsSync(path.join(directory, name));
  }

  return (url) => !notPages.test(url);
}
