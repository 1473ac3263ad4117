import { PublicUrls } from '@hailpoint/kernel';
import type { MessagingSettings } from '../messaging.js';

/** Addresses of one plugin: under `server.publicUrl`, or, without one, where this process itself answers. */
export class InstallationUrls extends PublicUrls {
  readonly isPublic: boolean;
  readonly #settings: Pick<MessagingSettings, 'publicUrl' | 'localUrl'>;
  readonly #plugin: string;

  constructor(settings: Pick<MessagingSettings, 'publicUrl' | 'localUrl'>, plugin: string) {
    super();
    this.#settings = settings;
    this.#plugin = plugin;
    this.isPublic = settings.publicUrl !== undefined;
  }

  webhook(path: string): string {
    if (!path.startsWith('/')) throw new TypeError('The path of a webhook begins with a slash.');
    const base = this.#settings.publicUrl ?? this.#settings.localUrl();
    return `${base.replace(/\/+$/, '')}/webhooks/${encodeURIComponent(this.#plugin)}${path}`;
  }
}
