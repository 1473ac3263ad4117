import type { KeywordList } from './keyword-list.js';

/** Danish, Norwegian and Swedish. STOPP is in the German list, and means the same here. */
export const nordic: KeywordList = {
  stop: ['STOPP', 'AFMELD', 'FRAMELD', 'AVMELD', 'AVSLUTA', 'AVSLUTT', 'AVREGISTRERA'],
  start: ['STARTA', 'TILMELD', 'PÅMELD'],
  help: ['HJÄLP', 'HJÆLP', 'HJELP'],
};
