import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../harness/api-client.js';
import { eventually } from '../harness/eventually.js';
import {
  environmentOf,
  type HailpointProcess,
  hailpointCommand,
  startHailpoint,
} from '../harness/hailpoint-process.js';
import { runNode } from '../harness/run-process.js';

const folder = mkdtempSync(join(tmpdir(), 'hailpoint-explain-'));
const recipientId = '+12025550143';

describe('npx hailpoint explain', () => {
  let server: HailpointProcess;
  let agent: ApiClient;
  let record: string;
  let sent: { message: { id: string }; interaction: { number: string } };

  const explain = async (...args: string[]) => {
    const run = runNode(hailpointCommand, ['explain', ...args], {
      ...environmentOf({ dataDirectory: folder }),
      TZ: 'UTC',
    });
    const code = await run.ended;
    return { code, out: run.stdout(), err: run.stderr() };
  };
  const send = (body: string, key: string) =>
    agent.post(
      `/api/v1/interactions/${record}/messages`,
      { channel: 'sms', to: { recipientId }, body },
      { 'idempotency-key': key },
    );

  beforeAll(async () => {
    server = await startHailpoint({ dataDirectory: folder });
    agent = await ApiClient.signIn(server.agentLink as string);
    const { body } = await agent.get('/api/v1/interactions?q=Parcel%20has%20not%20arrived');
    record = body.items[0].number;
    sent = (await send('Your parcel is on its way.', 'first')).body;
    await eventually(100, async () => {
      const story = await agent.get(`/api/v1/messages/${sent.message.id}/history`);
      return story.body.present.state === 'delivered' ? story : null;
    });
    expect((await send('', 'second')).status).toBe(422);
  }, 120_000);
  afterAll(async () => {
    await server?.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  test('tells a message from the question to the report of its delivery, through the running server', async () => {
    const { code, out, err } = await explain(sent.message.id);
    expect([code, err]).toEqual([0, '']);
    const text = out.replaceAll(/\s+/g, ' ');
    for (const words of [
      `in ${sent.interaction.number}: delivered.`,
      `from ${record}, over SMS: 26 characters, 1 segment.`,
      'Nothing stood in the way.',
      'Who the recipient is: AgentMessagingInteractionUserDocument of user-document-interaction answered',
      'Hailpoint handed it to the carrier through sms-simulator, which accepted it',
      'The carrier reported that it was delivered.',
      'Now: The carrier reported its delivery at',
      'Times are those of UTC.',
    ]) {
      expect(text).toContain(words);
    }
    expect(out).not.toContain('parcel is on its way');
    expect(out).not.toContain(recipientId);
    expect(out).toContain('…0143');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('tells the record with what was refused, several at once, with addresses and as JSON when asked to', async () => {
    const { code, out } = await explain(record.toLowerCase(), sent.interaction.number);
    expect(code).toBe(0);
    expect(out.replaceAll(/\s+/g, ' ')).toContain('wanted to send a message over SMS, and it was refused:');
    expect(out).toContain(`[${sent.message.id}]`);
    const json = JSON.parse((await explain(sent.message.id, '--json', '--show-addresses')).out);
    expect(json.subject).toEqual({ kind: 'message', number: sent.interaction.number, message: sent.message.id });
    expect(JSON.stringify(json)).toContain(recipientId);
    const both = JSON.parse((await explain(record, sent.message.id, '--json')).out);
    expect(both.map((story: { subject: { kind: string } }) => story.subject.kind)).toEqual(['interaction', 'message']);
  });

  test('what does not exist is said, with an exit code of its own', async () => {
    const unknown = await explain('IMS0999999');
    expect([unknown.code, unknown.out]).toEqual([5, '']);
    expect(unknown.err).toContain('There is no interaction IMS0999999.');
    const message = await explain('01900000-0000-7000-8000-00000000ffff', '--json');
    expect([message.code, JSON.parse(message.out).error.code]).toEqual([5, 'message_not_found']);
    const neither = await explain('parcel');
    expect(neither.code).toBe(2);
    expect(neither.err).toContain(
      '"parcel" is neither the number of an interaction, such as IMS0000029, nor the id of a message.',
    );
    expect((await explain()).code).toBe(2);
  });
});
