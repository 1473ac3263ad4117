import type { KeywordList } from './keyword-list.js';

export const polish: KeywordList = {
  stop: ['REZYGNUJĘ', 'REZYGNACJA', 'WYPISZ', 'WYPISZ MNIE', 'ZATRZYMAJ'],
  start: ['WZNÓW', 'ZAPISZ MNIE'],
  help: ['POMOC'],
};
