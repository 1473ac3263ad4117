import type { KeywordList } from './keyword-list.js';

export const italian: KeywordList = {
  stop: ['FERMA', 'FERMARE', 'BASTA', 'DISISCRIVI', 'DISISCRIVIMI', 'CANCELLAMI', 'ANNULLA ISCRIZIONE'],
  start: ['RIPRENDI', 'RIPRENDERE'],
  help: ['AIUTO'],
};
