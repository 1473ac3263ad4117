import type { KeywordList } from './keyword-list.js';

export const german: KeywordList = {
  stop: ['STOPP', 'ABMELDEN', 'ABBESTELLEN', 'ABMELDUNG', 'AUSTRAGEN', 'WIDERRUF', 'WIDERRUFEN'],
  start: ['STARTEN', 'ANMELDEN'],
  help: ['HILFE'],
};
