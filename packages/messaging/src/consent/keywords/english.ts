import type { KeywordList } from './keyword-list.js';

/**
 * The words that carriers act on by default, and those that the FCC names in 47 CFR 64.1200 (a)(10): stop, quit, end, revoke, opt out,
 * cancel, unsubscribe. YES, which some carriers take for START, is not here: it answers too many questions, and lifting an opt-out by mistake
 * is worse than asking for START. Where a carrier says that it took it so, that counts.
 */
export const english: KeywordList = {
  stop: [
    'STOP',
    'STOPALL',
    'STOP ALL',
    'UNSUBSCRIBE',
    'UNSUB',
    'CANCEL',
    'END',
    'QUIT',
    'REVOKE',
    'OPT OUT',
    'OPTOUT',
    'REMOVE',
    'REMOVE ME',
  ],
  start: ['START', 'UNSTOP', 'OPT IN', 'OPTIN', 'SUBSCRIBE'],
  help: ['HELP', 'INFO'],
};
