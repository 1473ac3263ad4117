import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ApiClient } from '../harness/api-client.js';
import type { LabTally } from './lab-tally.js';
import type { LabWorld } from './lab-world.js';
import type { Random } from './random.js';
import { sendUntilAnswered } from './send-until-answered.js';

export interface AgentParts {
  readonly name: string;
  readonly client: ApiClient;
  readonly world: LabWorld;
  /** Number of the record of each recipient, in the world's order. */
  readonly records: readonly string[];
  readonly tally: LabTally;
  readonly random: Random;
  readonly thinkMs: number;
}

const long = ' This one is long enough for several segments, and parts of it may fail.'.repeat(3);

/** Composes, replies, retries and closes until told to end; what was begun then is ended. */
export async function runAgent(parts: AgentParts, ended: AbortSignal): Promise<void> {
  const { name, random, thinkMs } = parts;
  const conversations: string[] = [];
  for (let count = 0; !ended.aborted; count += 1) {
    const body = `${name} says ${count}.${random.happens(0.15) ? long : ''}`;
    const action = random.next();
    const number = conversations.length > 0 ? random.pick(conversations) : null;
    if (number !== null && action < 0.3) await send(parts, `/api/v1/interactions/${number}/replies`, { body });
    else if (number !== null && action < 0.35) await close(parts, number);
    else {
      const opened = await compose(parts, body);
      if (opened !== null) conversations.push(opened);
      if (conversations.length > 5) conversations.shift();
    }
    await pause(random.pause(thinkMs), undefined, { signal: ended }).catch(() => {});
  }
}

function compose(parts: AgentParts, body: string): Promise<string | null> {
  const { world, records, random } = parts;
  const index = random.below(world.recipients.length);
  const from = random.pick(world.senders).id;
  const recipientId = world.recipients[index]?.phone;
  return send(parts, `/api/v1/interactions/${records[index]}/messages`, {
    channel: 'sms',
    to: { recipientId },
    from,
    body,
    confirm: ['recipient_reassignment'],
  });
}

/** Answers the conversation; `null` when the send was refused. */
async function send(
  parts: AgentParts,
  path: string,
  content: Readonly<Record<string, unknown>> & { readonly body: string },
): Promise<string | null> {
  const { client, tally, random } = parts;
  const key = randomUUID();
  const once = () => sendUntilAnswered(client, tally, path, content, key);
  // Some click twice.
  const answers = await Promise.all(random.happens(0.1) ? [once(), once()] : [once()]);
  const ids = new Set(answers.flatMap((answer) => answer?.body?.message?.id ?? []));
  if (ids.size > 1) tally.contradictions.push(`one Idempotency-Key gave the messages ${[...ids].join(' and ')}`);
  for (const messageId of ids) tally.acknowledged.push({ messageId, body: content.body });
  const accepted = answers.find((answer) => answer?.status === 201);
  if (!accepted) tally.refused(`${answers[0]?.status} ${answers[0]?.body?.code}`);
  return accepted?.body.interaction?.number ?? null;
}

async function close({ client, tally }: AgentParts, number: string): Promise<void> {
  const path = `/api/v1/interactions/${number}/close`;
  const answer = await client.post(path, { state: 'closed_complete', reason: 'agent_ended' }).catch(() => null);
  if (answer === null) tally.retried('no answer');
  else if (answer.status === 500) tally.failures.push(`${path} was answered 500 ${answer.body?.code}`);
  else if (answer.status >= 400) tally.refused(`${answer.status} ${answer.body?.code}`);
}
