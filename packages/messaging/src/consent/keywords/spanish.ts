import type { KeywordList } from './keyword-list.js';

export const spanish: KeywordList = {
  stop: ['BAJA', 'PARAR', 'PARE', 'ALTO', 'DETENER', 'CANCELAR', 'SALIR', 'NO MAS', 'CANCELAR SUSCRIPCIÓN'],
  start: ['ALTA', 'COMENZAR', 'EMPEZAR', 'REANUDAR'],
  help: ['AYUDA'],
};
