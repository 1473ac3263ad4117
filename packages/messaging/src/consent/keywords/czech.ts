import type { KeywordList } from './keyword-list.js';

/** Czech and Slovak. */
export const czech: KeywordList = {
  stop: ['ODHLÁSIT', 'ODHLÁSIŤ', 'ZASTAVIT', 'ZASTAVIŤ', 'ZRUŠIT', 'ZRUŠIŤ'],
  start: ['PŘIHLÁSIT', 'PRIHLÁSIŤ', 'OBNOVIT', 'OBNOVIŤ'],
  help: ['NÁPOVĚDA', 'POMOC'],
};
