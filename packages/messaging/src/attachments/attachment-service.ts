import { createHash } from 'node:crypto';
import { ChannelProvider, type Clock } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import { newId, type Store } from '@hailpoint/store';
import type { ChannelConfigurations } from '../channels/channel-configurations.js';
import { isId } from '../directory/is-id.js';
import { requireAgent, requireReader } from '../directory/require-role.js';
import { AttachmentNotFoundError } from '../errors/attachment-not-found-error.js';
import { AttachmentTooLargeError } from '../errors/attachment-too-large-error.js';
import { UnsupportedAttachmentError } from '../errors/unsupported-attachment-error.js';
import type { Actor, AttachmentService } from '../messaging.js';
import type { AttachmentSummary } from '../model/message.js';
import { cleanFileName } from './clean-file-name.js';
import { judgeAttachment } from './judge-attachment.js';
import type { SignedMedia } from './signed-media.js';

export interface AttachmentDependencies {
  readonly store: Store;
  readonly points: Pick<ExtensionPoints, 'contributions'>;
  readonly channels: Pick<ChannelConfigurations, 'cachedChannels'>;
  readonly clock: Clock;
  readonly signedMedia: Pick<SignedMedia, 'read'>;
}

/** Bytes, where no active channel says how much it takes. */
const fallbackMaxBytes = 5_000_000;

/** Milliseconds that an attachment waits to be sent. */
const unusedLifetimeMs = 24 * 60 * 60 * 1_000;

const summaryColumns = ['id', 'file_name', 'content_type', 'size', 'width', 'height'] as const;

/** Attachments: judged by content, their uploader's own until sent, deleted after 24 hours when they are not. */
export class DatabaseAttachmentService implements AttachmentService {
  readonly #deps: AttachmentDependencies;

  constructor(dependencies: AttachmentDependencies) {
    this.#deps = dependencies;
  }

  async upload(actor: Actor, file: { fileName: string; content: Uint8Array }): Promise<AttachmentSummary> {
    requireAgent(actor, 'attach files');
    const size = file.content.byteLength;
    const most = this.maxBytes();
    if (size > most) throw new AttachmentTooLargeError(size, most);
    const judgement = await judgeAttachment(file.content);
    if (!judgement.accepted) throw new UnsupportedAttachmentError(judgement.reason, judgement.code);
    const row = await this.#deps.store.query
      .insertInto('attachments')
      .values({
        id: newId(),
        uploader_id: actor.userId,
        file_name: cleanFileName(file.fileName, judgement.contentType),
        content_type: judgement.contentType,
        size,
        digest: createHash('sha256').update(file.content).digest('hex'),
        width: judgement.width,
        height: judgement.height,
        content: Buffer.from(file.content.buffer, file.content.byteOffset, size),
        created_at: this.#deps.clock.now(),
      })
      .returning(summaryColumns)
      .executeTakeFirstOrThrow();
    return toSummary(row);
  }

  async read(actor: Actor, id: string): Promise<{ summary: AttachmentSummary; content: Uint8Array }> {
    requireReader(actor, 'read attachments');
    if (!isId(id)) throw new AttachmentNotFoundError();
    const row = await this.#deps.store.query
      .selectFrom('attachments')
      .select([...summaryColumns, 'content'])
      .where('id', '=', id)
      .where((or) => or.or([or('message_id', 'is not', null), or('uploader_id', '=', actor.userId)]))
      .executeTakeFirst();
    if (!row) throw new AttachmentNotFoundError();
    return { summary: toSummary(row), content: row.content };
  }

  async readBySignedToken(token: string): Promise<{ summary: AttachmentSummary; content: Uint8Array } | null> {
    const id = await this.#deps.signedMedia.read(token);
    if (id === null) return null;
    const row = await this.#deps.store.query
      .selectFrom('attachments')
      .select([...summaryColumns, 'content'])
      .where('id', '=', id)
      .executeTakeFirst();
    return row ? { summary: toSummary(row), content: row.content } : null;
  }

  maxBytes(): number {
    const active = new Set(
      this.#deps.channels
        .cachedChannels()
        .filter(({ active }) => active)
        .map(({ channel }) => channel),
    );
    const limits = this.#deps.points
      .contributions(ChannelProvider)
      .filter(({ instance }) => active.has(instance.channel))
      .flatMap(({ instance }) => instance.capabilities.media?.maxBytes ?? []);
    return limits.length > 0 ? Math.max(...limits) : fallbackMaxBytes;
  }

  /** Deletes what was uploaded more than 24 hours ago, never sent, and waits for no scheduled message. Safe while agents send: what is just being sent stays. Answers how many. */
  async sweepUnused(): Promise<number> {
    const before = new Date(this.#deps.clock.now().getTime() - unusedLifetimeMs);
    const { numDeletedRows } = await this.#deps.store.query
      .deleteFrom('attachments')
      .where('message_id', 'is', null)
      .where('scheduled_message_id', 'is', null)
      .where('created_at', '<', before)
      .executeTakeFirst();
    return Number(numDeletedRows);
  }
}

function toSummary(row: {
  id: string;
  file_name: string;
  content_type: string;
  size: number;
  width: number | null;
  height: number | null;
}): AttachmentSummary {
  return {
    id: row.id,
    fileName: row.file_name,
    contentType: row.content_type,
    size: row.size,
    width: row.width,
    height: row.height,
  };
}
