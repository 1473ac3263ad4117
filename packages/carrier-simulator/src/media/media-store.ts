import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidRequestError } from '../errors/invalid-request-error.js';
import { type ImageType, imageType } from './image-type.js';

export const maximumMediaBytes = 5 * 1024 * 1024;

export interface StoredMedia {
  readonly mediaId: string;
  readonly contentType: ImageType;
}

/** Pictures that the carrier holds: in memory, or in a directory beside the ledger file. */
export class MediaStore {
  readonly #directory: string | null;
  readonly #memory = new Map<string, Uint8Array>();

  constructor(directory: string | null) {
    this.#directory = directory;
  }

  /** @throws InvalidRequestError (415) when the bytes are not a picture that phones show, (413) when there are too many. */
  async put(bytes: Uint8Array): Promise<StoredMedia> {
    if (bytes.byteLength > maximumMediaBytes) throw new InvalidRequestError('picture', 'is larger than 5 MB', 413);
    const contentType = imageType(bytes);
    if (!contentType) throw new InvalidRequestError('picture', 'must be a JPEG, PNG, GIF or WebP image', 415);
    const mediaId = randomUUID();
    if (this.#directory) {
      await mkdir(this.#directory, { recursive: true });
      const file = await open(join(this.#directory, mediaId), 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
    } else {
      this.#memory.set(mediaId, bytes);
    }
    return { mediaId, contentType };
  }

  /** `null` when there is no such picture. */
  async get(mediaId: string): Promise<{ readonly bytes: Uint8Array; readonly contentType: ImageType } | null> {
    const bytes = this.#memory.get(mediaId) ?? (await this.#read(mediaId));
    const contentType = bytes ? imageType(bytes) : null;
    return bytes && contentType ? { bytes, contentType } : null;
  }

  async #read(mediaId: string): Promise<Uint8Array | null> {
    if (!this.#directory || !/^[0-9a-f-]{36}$/.test(mediaId)) return null;
    try {
      return await readFile(join(this.#directory, mediaId));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }
}
