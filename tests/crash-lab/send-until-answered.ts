import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, ApiClient } from '../harness/api-client.js';
import type { LabTally } from './lab-tally.js';

/** Too many at once, and a node that is just starting or stopping, ask for another try themselves. */
const asksAgain = [429, 502, 503];
/** Some five minutes: longer than any node is down. */
const mostTries = 200;

/** Connections break and servers are down; a client that has an Idempotency-Key just asks again. `null`: it gave up. */
export async function sendUntilAnswered(
  client: ApiClient,
  tally: LabTally,
  path: string,
  body: unknown,
  key: string,
): Promise<Answer<{ message?: { id: string }; interaction?: { number: string }; code?: string }> | null> {
  let why = '';
  for (let tries = 0; tries < mostTries; tries += 1) {
    const answer = await client.post(path, body, { 'idempotency-key': key }).catch(() => null);
    if (answer !== null && !asksAgain.includes(answer.status)) {
      if (answer.status >= 500) tally.failures.push(`${path} was answered ${answer.status} ${answer.body?.code}`);
      return answer;
    }
    why = answer === null ? 'no answer' : `${answer.status} ${answer.body?.code}`;
    tally.retried(why);
    await pause(Math.min(2_000, 100 * 2 ** tries) * (0.5 + Math.random()));
  }
  tally.failures.push(`${path} had no usable answer after ${mostTries} tries, at last ${why}`);
  return null;
}
