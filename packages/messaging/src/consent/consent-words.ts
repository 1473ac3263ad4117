import type { ConsentAction } from '../model/consent.js';
import type { ConsentOrigin } from './consent-fact.js';

/** What an opt-out comes from, what it means and what lifts it. */
export function optedOutWords(origin: ConsentOrigin): string {
  return `${originWords('Opted out', origin)} Nothing can be sent until START comes from that number, or an administrator lifts the opt-out with proof.`;
}

export function optedInWords(origin: ConsentOrigin): string {
  return originWords('Opted in', origin);
}

/** @param byOthers somebody else opted in with this number */
export function optInRequiredWords(byOthers: boolean): string {
  const others = byOthers ? ' The opt-in of somebody else who had this number does not count.' : '';
  return `This channel is only for people who opted in, and this one has not.${others} START from that number opts a known person in; an administrator records consent that was given elsewhere.`;
}

export const unknownConsentWords = 'Neither opted out nor opted in.';

/** A line of the history. */
export function entryWords(action: ConsentAction, origin: ConsentOrigin): string {
  if (action !== 'lift_opt_out') return originWords(action === 'opt_out' ? 'Opted out' : 'Opted in', origin);
  if (origin.source === 'keyword') return originWords('The opt-out was lifted', origin);
  return `The opt-out was lifted on ${dateWords(origin.at)} by ${origin.recordedBy ?? 'an administrator'}, with proof.`;
}

/** "Opted out on 3 May 2026 by texting STOP." */
export function originWords(what: string, { at, source, keyword, recordedBy }: ConsentOrigin): string {
  return `${what} on ${dateWords(at)} ${sourceWords(source, keyword, recordedBy)}.`;
}

function sourceWords(source: ConsentOrigin['source'], keyword: string | null, recordedBy: string | null): string {
  switch (source) {
    case 'keyword':
      return `by texting ${keyword ?? 'a keyword'}`;
    case 'carrier':
      return 'with the carrier, which told us when it refused a message';
    case 'admin':
      return `elsewhere, as ${recordedBy ?? 'an administrator'} recorded`;
    case 'api':
      return `elsewhere, as ${recordedBy ?? 'another system'} recorded over the interface`;
  }
}

const months = 'January February March April May June July August September October November December'.split(' ');

/** In UTC, the same for everybody who reads it. */
function dateWords(at: string): string {
  const date = new Date(at);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}
