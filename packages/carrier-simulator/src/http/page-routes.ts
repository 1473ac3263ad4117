import { readFile } from 'node:fs/promises';
import type { Route } from './route.js';

const directory = new URL('../../page/', import.meta.url);

const files = [
  ['/', 'index.html', 'text/html; charset=utf-8'],
  ['/handsets.css', 'handsets.css', 'text/css; charset=utf-8'],
  ['/handsets.js', 'handsets.js', 'text/javascript; charset=utf-8'],
  ['/api.js', 'api.js', 'text/javascript; charset=utf-8'],
  ['/thread.js', 'thread.js', 'text/javascript; charset=utf-8'],
  ['/behaviour.js', 'behaviour.js', 'text/javascript; charset=utf-8'],
  ['/icon.svg', 'icon.svg', 'image/svg+xml'],
] as const;

/** The handset page: files of this package, as they are. */
export function pageRoutes(): readonly Route[] {
  return files.map(([path, file, contentType]) => ({
    method: 'GET',
    path: new RegExp(`^${path.replace('.', '\\.')}$`),
    async handle({ response }) {
      const content = await readFile(new URL(file, directory));
      response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-cache' });
      response.end(content);
    },
  }));
}
