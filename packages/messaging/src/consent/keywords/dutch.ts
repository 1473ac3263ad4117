import type { KeywordList } from './keyword-list.js';

export const dutch: KeywordList = {
  stop: ['AFMELDEN', 'UITSCHRIJVEN', 'STOPPEN', 'OPZEGGEN'],
  start: ['AANMELDEN', 'HERVATTEN'],
  help: ['HULP'],
};
