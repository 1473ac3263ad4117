import type { KeywordList } from './keyword-list.js';

/** ARRET, ARRETE and the misspelt ARRETT are carriers' default words in Canada. */
export const french: KeywordList = {
  stop: [
    'ARRÊT',
    'ARRÊTE',
    'ARRETT',
    'ARRÊTER',
    'ARRÊTEZ',
    'DÉSABONNER',
    'DÉSABONNEMENT',
    'DÉSINSCRIRE',
    'DÉSINSCRIPTION',
  ],
  start: ['DÉMARRER', 'REPRENDRE', 'RÉABONNER'],
  help: ['AIDE', 'INFOS'],
};
