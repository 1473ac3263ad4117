import type { SendVia } from '../model/asked.js';

/** How a request came, for somebody who was not there. */
export function viaWords(via: SendVia, who: string): string {
  switch (via) {
    case 'session':
      return `${who} in the workspace`;
    case 'token':
      return `A program that has an access token of ${who}`;
    case 'command':
      return `The command line, for ${who}`;
    case 'schedule':
      return `The schedule, for ${who}`;
  }
}
