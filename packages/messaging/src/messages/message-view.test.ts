import { newId } from '@hailpoint/store';
import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, expect, test } from '@jest/globals';
import { insertConversation, insertQueued } from '../testing/conversation-rows.js';
import { agentActor } from '../testing/people.js';
import { loadMessages, loadThread } from './message-view.js';

const recipientId = '+12025550143';

describeStores('messages', (suite) => {
  let interactionId: string;
  let number: string;
  let author: string;

  beforeEach(async () => {
    ({ id: interactionId, number } = await insertConversation(suite.store, { recipientId }));
    author = (await agentActor(suite.store)).userId;
  });

  const insert = () => insertQueued(suite.store, { interactionId, recipientId, author });

  async function attach(message_id: string, file_name: string): Promise<string> {
    const id = newId();
    const file = {
      file_name,
      content_type: 'image/png',
      size: 3,
      digest: 'x',
      width: 4,
      height: null,
      content: Buffer.from('abc'),
    };
    await suite.store.query
      .insertInto('attachments')
      .values({ id, uploader_id: null, message_id, ...file, created_at: new Date() })
      .execute();
    return id;
  }

  test('are shown with author, state and attachments, in the order asked for', async () => {
    const [first, second] = [await insert(), await insert()];
    const [a, b] = [await attach(second, 'a.png'), await attach(second, 'b.png')];
    const messages = await loadMessages(suite.store, [second, newId(), first]);
    expect(messages.map(({ id }) => id)).toEqual([second, first]);
    expect(messages[0]).toEqual({
      id: second,
      interaction: number,
      direction: 'outbound',
      author: { kind: 'agent', person: { id: author, name: 'Ana' } },
      body: 'Hello',
      attachments: [
        { id: a, fileName: 'a.png', contentType: 'image/png', size: 3, width: 4, height: null },
        { id: b, fileName: 'b.png', contentType: 'image/png', size: 3, width: 4, height: null },
      ],
      state: 'queued',
      cause: null,
      stateAt: '2026-01-05T10:00:00.000Z',
      lookUp: null,
      segments: null,
      encoding: null,
      attempts: 0,
      createdAt: '2026-01-05T10:00:00.000Z',
    });
    expect(await loadMessages(suite.store, [])).toEqual([]);
  });

  test('a thread begins with its newest page, oldest first, and leads to older ones; other threads are not in it', async () => {
    const other = await insertConversation(suite.store, { recipientId: '+12025550144' });
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      ids.push(await insert());
      await insertQueued(suite.store, { interactionId: other.id, recipientId: '+12025550144' });
    }
    const newest = await loadThread(suite.store, interactionId, { limit: 2 });
    const middle = await loadThread(suite.store, interactionId, { limit: 2, cursor: newest.nextCursor! });
    await insert();
    const oldest = await loadThread(suite.store, interactionId, { limit: 2, cursor: middle.nextCursor! });
    expect([newest, middle, oldest].map(({ items }) => items.map(({ id }) => id))).toEqual([
      ids.slice(3),
      ids.slice(1, 3),
      ids.slice(0, 1),
    ]);
    expect(oldest.nextCursor).toBeNull();
    await expect(loadThread(suite.store, interactionId, { cursor: 'x' })).rejects.toMatchObject({
      code: 'invalid_cursor',
    });
  });
});
