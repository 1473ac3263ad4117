import { expect, test } from '@jest/globals';
import { reconciliationStanding } from './reconciliation-standing.js';

const agreed = {
  checked: 5,
  receiptsAdded: 0,
  inboundRecovered: 0,
  notTaken: 0,
  unknownToUs: 0,
  missingAtCarrier: 0,
};
const done = (figures: Partial<typeof agreed>) =>
  reconciliationStanding({ state: 'done', figures: { ...agreed, ...figures } }).words;

test('what is left for a person to look at differs; what could be taken over is put right', () => {
  expect(done({})).toBe('Agrees');
  expect(done({ receiptsAdded: 1 })).toBe('Put right');
  expect(done({ inboundRecovered: 1 })).toBe('Put right');
  for (const left of ['notTaken', 'unknownToUs', 'missingAtCarrier']) {
    expect(done({ receiptsAdded: 3, [left]: 1 })).toBe('Differs');
  }
});

test('a comparison that is not done says so, whatever it has found until then', () => {
  const figures = { ...agreed, missingAtCarrier: 1 };
  expect(reconciliationStanding({ state: 'waiting', figures }).words).toBe('Waiting');
  expect(reconciliationStanding({ state: 'running', figures }).words).toBe('Under way');
  expect(reconciliationStanding({ state: 'failed', figures })).toEqual({ words: 'Failed', tone: 'bad' });
});
