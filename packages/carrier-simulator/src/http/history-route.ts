import { InvalidRequestError } from '../errors/invalid-request-error.js';
import { type HistoryParts, historyPage } from '../history/history-page.js';
import { type Route, sendJson } from './route.js';

const maximumLimit = 500;

/** What the carrier knows of a period, for a company that compares it with what it knows. */
export function historyRoute(parts: HistoryParts): Route {
  return {
    method: 'GET',
    path: /^\/v1\/history$/,
    handle({ response, url }) {
      const cursor = url.searchParams.get('cursor') ?? '0';
      if (!/^\d{1,15}$/.test(cursor)) throw new InvalidRequestError('cursor', 'must be one that this carrier gave');
      const limit = Number(url.searchParams.get('limit') ?? 100);
      if (!(Number.isInteger(limit) && limit >= 1 && limit <= maximumLimit)) {
        throw new InvalidRequestError('limit', `must be a whole number from 1 to ${maximumLimit}`);
      }
      const period = { from: time(url, 'from'), to: time(url, 'to') };
      sendJson(response, 200, historyPage(parts, { ...period, position: Number(cursor), limit }));
    },
  };
}

function time(url: URL, name: string): string {
  const value = new Date(url.searchParams.get(name) ?? '');
  if (Number.isNaN(value.getTime())) throw new InvalidRequestError(name, 'must be a time in ISO 8601');
  return value.toISOString();
}
