import type { KeywordList } from './keyword-list.js';

export const finnish: KeywordList = {
  stop: ['LOPETA', 'PERUUTA', 'POISTA'],
  start: ['ALOITA'],
  help: ['APUA', 'OHJE'],
};
