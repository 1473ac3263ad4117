import { PublicUrls } from '@hailpoint/kernel';

/** Addresses below `https://hailpoint.example`. */
export class TestPublicUrls extends PublicUrls {
  constructor(
    private readonly plugin: string,
    readonly isPublic = true,
  ) {
    super();
  }

  webhook(path: string): string {
    return `https://hailpoint.example/webhooks/${this.plugin}${path}`;
  }
}
