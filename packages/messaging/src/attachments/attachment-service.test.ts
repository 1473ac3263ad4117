import { createHash } from 'node:crypto';
import { ChannelProvider } from '@hailpoint/kernel';
import { ManualTime } from '@hailpoint/kernel/host';
import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { ChannelConfigurations } from '../channels/channel-configurations.js';
import type { Actor, MessagingSettings } from '../messaging.js';
import { mediaOfMessage } from '../send/media-of-message.js';
import { insertConversation, insertQueued } from '../testing/conversation-rows.js';
import { adminActor, agentActor } from '../testing/people.js';
import { pictures } from '../testing/pictures.js';
import { ScriptedCarrier } from '../testing/scripted-carrier.js';
import { testPoints } from '../testing/test-points.js';
import { DatabaseAttachmentService } from './attachment-service.js';

import { SignedMedia } from './signed-media.js';

const day = 24 * 60 * 60 * 1_000;
const withMedia = testPoints([{ point: ChannelProvider, plugin: 'scripted', instance: new ScriptedCarrier() }]);

describeStores('attachments', (suite) => {
  let clock: ManualTime;
  let signedMedia: SignedMedia;
  let ana: Actor;

  const service = (channels: MessagingSettings['channels'] = {}, points = withMedia) => {
    const { store } = suite;
    const configurations = new ChannelConfigurations({ store, points, settings: { channels }, clock });
    return new DatabaseAttachmentService({ store, points, channels: configurations, clock, signedMedia });
  };

  beforeEach(async () => {
    clock = new ManualTime();
    signedMedia = new SignedMedia({ store: suite.store, clock, settings: { localUrl: () => 'http://127.0.0.1:1' } });
    ana = await agentActor(suite.store);
  });

  const upload = (content: Buffer = pictures.png, fileName = 'photo.png') =>
    service().upload(ana, { fileName, content });

  async function send(id: string): Promise<string> {
    const { id: interactionId } = await insertConversation(suite.store, { recipientId: '+12025550143' });
    const message_id = await insertQueued(suite.store, { interactionId, recipientId: '+12025550143' });
    await suite.store.query.updateTable('attachments').set({ message_id }).where('id', '=', id).execute();
    return message_id;
  }

  test('A11: an upload keeps content, digest and size, under a safe name', async () => {
    const summary = await upload(pictures.jpeg, '../invoice.html');
    expect(summary).toEqual({
      id: expect.any(String),
      fileName: 'invoice.jpg',
      contentType: 'image/jpeg',
      size: pictures.jpeg.length,
      width: 4,
      height: 2,
    });
    const read = await service().read(ana, summary.id);
    expect(read.summary).toEqual(summary);
    expect(Buffer.from(read.content).equals(pictures.jpeg)).toBe(true);
    const row = await suite.store.query.selectFrom('attachments').select('digest').executeTakeFirstOrThrow();
    expect(row.digest).toBe(createHash('sha256').update(pictures.jpeg).digest('hex'));
  });

  test('a part of a larger buffer is kept, and not the buffer', async () => {
    const large = Buffer.concat([Buffer.from('before'), pictures.png, Buffer.from('after')]);
    const { id } = await upload(large.subarray(6, 6 + pictures.png.length) as Buffer);
    expect(Buffer.from((await service().read(ana, id)).content).equals(pictures.png)).toBe(true);
  });

  test('what is no picture is refused, and nothing is kept', async () => {
    await expect(upload(Buffer.from('<svg/>'), 'x.png')).rejects.toMatchObject({
      kind: 'unsupported_type',
      code: 'unsupported_attachment',
      fields: [{ field: '/file', code: 'unsupported_attachment' }],
    });
    expect(await suite.store.query.selectFrom('attachments').select('id').execute()).toEqual([]);
  });

  test('the most that an active channel takes is the limit', async () => {
    expect(service().maxBytes()).toBe(1_000_000);
    expect(service({ sms: { active: false } }).maxBytes()).toBe(5_000_000);
    expect(service({}, testPoints([])).maxBytes()).toBe(5_000_000);
    await expect(upload(Buffer.concat([pictures.png, Buffer.alloc(1_000_000)]))).rejects.toMatchObject({
      kind: 'too_large',
      code: 'attachment_too_large',
      message: expect.stringContaining('at most 1 MB'),
      extra: { maxBytes: 1_000_000 },
    });
  });

  test("an upload is its uploader's own until it is sent; then agents and administrators read it", async () => {
    const ben = await agentActor(suite.store, 'Ben');
    const ada = await adminActor(suite.store);
    const { id } = await upload();
    await expect(service().read(ben, id)).rejects.toMatchObject({ kind: 'not_found', code: 'attachment_not_found' });
    await expect(service().read(ada, id)).rejects.toMatchObject({ code: 'attachment_not_found' });
    await send(id);
    for (const actor of [ana, ben, ada]) expect((await service().read(actor, id)).summary.id).toBe(id);
    await expect(service().read({ ...ben, roles: [] }, id)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(service().read(ana, 'no id')).rejects.toMatchObject({ code: 'attachment_not_found' });
    await expect(service().upload(ada, { fileName: 'x.png', content: pictures.png })).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });

  test('unused ones are deleted after 24 hours; what was sent stays', async () => {
    const sent = await upload();
    await send(sent.id);
    const unused = await upload();
    clock.advance(day);
    expect(await service().sweepUnused()).toBe(0);
    const fresh = await upload();
    clock.advance(1);
    expect(await service().sweepUnused()).toBe(1);
    const left = await suite.store.query.selectFrom('attachments').select('id').orderBy('id').execute();
    expect(left.map(({ id }) => id)).toEqual([sent.id, fresh.id]);
    await expect(service().read(ana, unused.id)).rejects.toMatchObject({ code: 'attachment_not_found' });
  });

  describe('signed links', () => {
    test('let a carrier read one attachment until they expire', async () => {
      const { id } = await upload();
      const token = await signedMedia.token(id, 60_000);
      expect((await service().readBySignedToken(token))?.summary.id).toBe(id);
      expect(await service().readBySignedToken('nonsense')).toBeNull();
      clock.advance(60_000);
      expect(await service().readBySignedToken(token)).toBeNull();
    });

    test('a link to what was deleted reads nothing', async () => {
      const { id } = await upload();
      const token = await signedMedia.token(id);
      await suite.store.query.deleteFrom('attachments').execute();
      expect(await service().readBySignedToken(token)).toBeNull();
    });

    test('carry the public address where there is one', async () => {
      const { id } = await upload();
      expect(await signedMedia.url(id)).toMatch(
        /^http:\/\/127\.0\.0\.1:1\/media\/[0-9a-f-]{36}\.\d+\.[A-Za-z0-9_-]{43}$/,
      );
      const settings = { publicUrl: 'https://hail.example', localUrl: () => 'http://127.0.0.1:1' };
      const publicly = new SignedMedia({ store: suite.store, clock, settings });
      expect(await publicly.url(id)).toMatch(/^https:\/\/hail\.example\/media\//);
    });

    test('E3: are what a provider is given for the attachments of a message', async () => {
      const { id } = await upload();
      const [media] = await mediaOfMessage(suite.store, signedMedia, await send(id));
      expect(media).toMatchObject({ contentType: 'image/png', size: pictures.png.length });
      expect((await service().readBySignedToken(media!.url.split('/media/')[1]!))?.summary.id).toBe(id);
    });

    test('every node has the same key, whichever makes it first', async () => {
      const { id } = await upload();
      const nodes = Array.from(
        { length: 8 },
        () => new SignedMedia({ store: suite.store, clock, settings: { localUrl: () => '' } }),
      );
      const tokens = await Promise.all(nodes.map((node) => node.token(id)));
      expect(new Set(tokens).size).toBe(1);
      expect(await suite.store.query.selectFrom('installation').select('key').execute()).toEqual([
        { key: 'media_signing_key' },
      ]);
    });
  });
});
