import { parseBehaviour } from '../behaviour/parse-behaviour.js';
import type { SwitchedBehaviour } from '../behaviour/switched-behaviour.js';
import { readJsonObject } from './read-body.js';
import { type Route, sendJson } from './route.js';

/** The switches: how the carrier treats messages from now on. */
export function behaviourRoutes(behaviour: SwitchedBehaviour): readonly Route[] {
  return [
    {
      method: 'GET',
      path: /^\/v1\/behaviour$/,
      handle({ response }) {
        sendJson(response, 200, behaviour.current());
      },
    },
    {
      method: 'PATCH',
      path: /^\/v1\/behaviour$/,
      async handle({ request, response }) {
        sendJson(response, 200, behaviour.set(parseBehaviour(await readJsonObject(request))));
      },
    },
  ];
}
