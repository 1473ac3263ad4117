import type { LiveEvent } from '@hailpoint/messaging';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ids } from '../testing/fake-messaging.test.fixture.js';
import { startTestServer, type TestServer } from '../testing/test-server.test.fixture.js';
import { EventStreams } from './event-streams.js';
import { maySee } from './may-see.js';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ limits: { eventStreamsPerUser: 2 } });
});
afterEach(() => server.close());

interface Listening {
  readonly status: number;
  readonly headers: Headers;
  /** Text up to and including the first place where this stands; to the end when it never comes. */
  until(part: string): Promise<string>;
  stop(): Promise<void>;
}

async function listen(headers: Record<string, string>): Promise<Listening> {
  const abort = new AbortController();
  const response = await fetch(`${server.url}/api/v1/events`, { headers, signal: abort.signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    status: response.status,
    headers: response.headers,
    async until(part) {
      while (!text.includes(part)) {
        const { value, done } = await reader.read();
        if (done) break;
        text += value;
      }
      return text;
    },
    async stop() {
      abort.abort();
      await reader.cancel().catch(() => {});
    },
  };
}

const token = (username: string) => ({ authorization: `Bearer ${username}-access-token` });
const session = (username: string) => ({ cookie: `hailpoint_session=${username}-session-token` });
const interactionEvent: LiveEvent = { kind: 'interaction', number: 'IMS0000001' };
const own = (userId: string): LiveEvent => ({ kind: 'notification', userId });

describe('GET /api/v1/events', () => {
  test('an agent gets what happens to interactions, and only own notifications', async () => {
    const ada = await listen(token('ada'));
    expect(ada.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(ada.headers.get('cache-control')).toBe('no-store');
    expect(await ada.until('\n\n')).toBe('retry: 2000\n: connected\n\n');
    server.messaging.publish(interactionEvent);
    server.messaging.publish(own(ids.admin));
    server.messaging.publish({ kind: 'thread', number: 'IMS0000002' });
    server.messaging.publish(own(ids.agent));
    const text = await ada.until(ids.agent);
    expect(text.split('\n\n').slice(1, 4)).toEqual([
      'data: {"kind":"interaction","number":"IMS0000001"}',
      'data: {"kind":"thread","number":"IMS0000002"}',
      `data: {"kind":"notification","userId":"${ids.agent}"}`,
    ]);
    await ada.stop();
  });

  test('an admin without the agent role gets only own notifications', async () => {
    const arno = await listen(token('arno'));
    await arno.until('connected');
    server.messaging.publish(interactionEvent);
    server.messaging.publish(own(ids.admin));
    expect(await arno.until(ids.admin)).not.toContain('IMS0000001');
    await arno.stop();
  });

  test('one user holds so many streams and no more', async () => {
    const streams = [await listen(token('ada')), await listen(token('ada'))];
    const third = await server.call('GET', '/api/v1/events');
    expect([third.status, third.json.code]).toEqual([429, 'too_many_event_streams']);
    const other = await listen(token('bea'));
    expect(other.status).toBe(200);
    for (const stream of [...streams, other]) await stream.stop();
  });

  test('signing out ends the streams of that session, and of no other', async () => {
    const ada = await listen(session('ada'));
    const bea = await listen(session('bea'));
    await ada.until('connected');
    await server.call('POST', '/api/v1/sign-out', { session: 'ada' });
    expect(await ada.until('never')).toBe('retry: 2000\n: connected\n\n');
    await bea.until('connected');
    server.messaging.publish(interactionEvent);
    expect(await bea.until('IMS0000001')).toContain('IMS0000001');
    await bea.stop();
  });

  test('closing the server ends every stream, so that it can stop', async () => {
    const ada = await listen(token('ada'));
    await ada.until('connected');
    const ended = ada.until('never');
    await server.server.close();
    expect(await ended).not.toContain('never');
    expect(server.messaging.listeners.size).toBe(0);
  });

  test('nobody gets none', async () => {
    expect((await server.call('GET', '/api/v1/events', { as: null })).status).toBe(401);
  });
});

describe('EventStreams', () => {
  const actor = { userId: ids.agent, name: 'Ada', roles: ['agent_workspace_user'] };
  function streams() {
    const listeners = new Set<(event: LiveEvent) => void>();
    const made = new EventStreams(
      {
        subscribe: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
      { eventStreamsPerUser: 5, heartbeatMs: 3_600_000 },
    );
    const publish = (event: LiveEvent) => {
      for (const listener of listeners) listener(event);
    };
    return { made, publish, listeners };
  }

  test('a heartbeat is a comment, and ends a stream whose session or roles have gone', async () => {
    const { made } = streams();
    const kept = made.open(actor, null, async () => actor);
    const gone = made.open(actor, null, async () => null);
    const demoted = made.open(actor, null, async () => ({ ...actor, roles: [] }));
    const unknown = made.open(actor, null, async () => Promise.reject(new Error('the database is away')));
    await made.beat();
    expect(made.count).toBe(2);
    expect(String(kept.read())).toMatch(/: alive\n\n$/);
    expect(
      [kept, gone, demoted, unknown].map((stream) => (stream as unknown as { writableEnded: boolean }).writableEnded),
    ).toEqual([false, true, true, false]);
    made.close();
  });

  test('a reader that does not read is let go', () => {
    const { made, publish } = streams();
    const stream = made.open(actor, null, async () => actor);
    for (let index = 0; index < 20_000 && made.count > 0; index += 1)
      publish({ kind: 'interaction', number: 'IMS0000001' });
    expect(made.count).toBe(0);
    expect(stream.destroyed).toBe(true);
    made.close();
  });

  test('a closed reader is forgotten, and close leaves no subscription', async () => {
    const { made, listeners } = streams();
    const stream = made.open(actor, null, async () => actor);
    const closed = new Promise((resolve) => stream.once('close', resolve));
    stream.destroy();
    await closed;
    expect(made.count).toBe(0);
    made.close();
    expect(listeners.size).toBe(0);
  });
});

test.each([
  [['agent_workspace_user'], interactionEvent, true],
  [['admin'], interactionEvent, false],
  [[], { kind: 'thread', number: 'IMS0000001' } as LiveEvent, false],
  [[], own(ids.agent), true],
  [['admin', 'agent_workspace_user'], own(ids.admin), false],
])('roles %j and %j: %s', (roles, event, expected) => {
  expect(maySee({ userId: ids.agent, name: 'Ada', roles }, event)).toBe(expected);
});
