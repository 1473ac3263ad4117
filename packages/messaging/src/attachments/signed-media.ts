import type { Clock } from '@hailpoint/kernel';
import type { Store } from '@hailpoint/store';
import type { MessagingSettings } from '../messaging.js';
import { installationSecret } from '../storage/installation-secret.js';
import { readMediaToken, signMediaToken } from './media-token.js';

export interface SignedMediaDependencies {
  readonly store: Pick<Store, 'query'>;
  readonly clock: Clock;
  readonly settings: Pick<MessagingSettings, 'publicUrl' | 'localUrl'>;
}

/** Default life of a media link, in milliseconds: carriers fetch within minutes, and try again for some hours. */
export const mediaLifetimeMs = 24 * 60 * 60 * 1_000;

/** Links by which a carrier fetches an attachment: signed, expiring, and worth nothing for any other attachment. */
export class SignedMedia {
  readonly #deps: SignedMediaDependencies;
  #key: Promise<Buffer> | null = null;

  constructor(dependencies: SignedMediaDependencies) {
    this.#deps = dependencies;
  }

  /** `{publicUrl or local URL}/media/{token}`. Not inside a transaction: the first call reads the installation's key. */
  async url(attachmentId: string, lifetimeMs = mediaLifetimeMs): Promise<string> {
    const { publicUrl, localUrl } = this.#deps.settings;
    return `${(publicUrl ?? localUrl()).replace(/\/+$/, '')}/media/${await this.token(attachmentId, lifetimeMs)}`;
  }

  async token(attachmentId: string, lifetimeMs = mediaLifetimeMs): Promise<string> {
    const expiresAt = new Date(this.#deps.clock.now().getTime() + lifetimeMs);
    return signMediaToken(await this.#signingKey(), attachmentId, expiresAt);
  }

  /** The attachment's id; `null`: wrong or expired. */
  async read(token: string): Promise<string | null> {
    return readMediaToken(await this.#signingKey(), token, this.#deps.clock.now());
  }

  #signingKey(): Promise<Buffer> {
    this.#key ??= installationSecret(this.#deps.store, 'media_signing_key').catch((error: unknown) => {
      this.#key = null; // The database may be back for the next one.
      throw error;
    });
    return this.#key;
  }
}
