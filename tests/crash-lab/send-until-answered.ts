import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, ApiClient } from '../harness/api-client.js';
import type { LabTally } from './lab-tally.js';

/** Connections break and servers are down; a client that has an Idempotency-Key just asks again. */
export async function sendUntilAnswered(
  client: ApiClient,
  tally: LabTally,
  path: string,
  body: unknown,
  key: string,
): Promise<Answer<{ message?: { id: string }; interaction?: { number: string }; code?: string }>> {
  for (let tries = 0; ; tries += 1) {
    const answer = await client.post(path, body, { 'idempotency-key': key }).catch(() => null);
    // Too many at once, and a node that is just starting or stopping, ask for another try themselves.
    if (answer !== null && answer.status < 500 && answer.status !== 429) return answer;
    tally.retried(answer === null ? 'no answer' : `${answer.status} ${answer.body?.code}`);
    await pause(Math.min(2_000, 100 * 2 ** tries) * (0.5 + Math.random()));
  }
}
