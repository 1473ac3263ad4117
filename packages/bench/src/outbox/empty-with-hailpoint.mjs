import { InstantCarrier } from '../send/instant-carrier.mjs';
import { startMessaging } from '../send/start-messaging.mjs';
import { pg } from '../send/store-packages.mjs';
import { queueMessages, unfinished } from './queue-messages.mjs';

/** Remembers in which order it was given what. */
class RememberingCarrier extends InstantCarrier {
  /** @type {string[]} */
  ids = [];
  /** @type {(count: number) => void} */
  onSend = () => {};

  /** @param {{ id: string }} message */
  async send(message) {
    this.ids.push(message.id);
    this.onSend(this.ids.length);
    return super.send(message);
  }
}

/**
 * The delivery worker of one node empties a full outbox: claims, hands over to a carrier that accepts at once, writes down each outcome.
 * @param {{ url: string }} location
 * @param {{ messages: number, connections: number }} options
 * @returns {Promise<{ perSecond: number, inOrder: boolean }>}
 */
export async function emptyWithHailpoint(location, { messages, connections }) {
  await queueMessages(location.url, messages);
  const client = new pg.Client({ connectionString: location.url });
  await client.connect();
  const carrier = new RememberingCarrier();
  const allHandedOver = new Promise((resolve) => {
    carrier.onSend = (count) => count === messages && resolve(undefined);
  });
  const messaging = await startMessaging(
    { kind: 'postgresql', url: location.url, poolSize: connections },
    { workers: true, carrier },
  );
  try {
    await allHandedOver;
    while ((await unfinished(client)) > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const seconds = (performance.now() - messaging.startedAt) / 1_000;
    return { perSecond: messages / seconds, inOrder: await inOrder(client, carrier.ids) };
  } finally {
    await messaging.close();
    await client.end();
  }
}

/**
 * Whether each conversation's messages were handed over in its order, each of them once, and all of them are sent now.
 * @param {any} client
 * @param {readonly string[]} ids
 */
async function inOrder(client, ids) {
  const { rows } = await client.query(
    `SELECT id, interaction_id AS conversation, position FROM messages WHERE state = 'sent' AND id = ANY ($1::uuid[])`,
    [ids],
  );
  if (rows.length !== ids.length || new Set(ids).size !== ids.length) return false;
  const byId = new Map(rows.map((/** @type {{ id: string }} */ row) => [row.id, row]));
  const last = new Map();
  return ids.every((id) => {
    const { conversation, position } = byId.get(id);
    const follows = BigInt(position) > (last.get(conversation) ?? -1n);
    last.set(conversation, BigInt(position));
    return follows;
  });
}
