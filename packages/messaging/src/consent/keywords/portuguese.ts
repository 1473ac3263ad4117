import type { KeywordList } from './keyword-list.js';

export const portuguese: KeywordList = {
  stop: ['PARAR', 'SAIR', 'CANCELAR', 'REMOVER', 'DESCADASTRAR', 'CANCELAR INSCRIÇÃO'],
  start: ['COMEÇAR', 'INICIAR', 'RETOMAR'],
  help: ['AJUDA'],
};
