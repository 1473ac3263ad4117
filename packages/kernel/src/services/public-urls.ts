/** Addresses under which the outside reaches this installation. */
export abstract class PublicUrls {
  /** Whether `server.publicUrl` is set; without it the addresses work on this machine only. */
  abstract readonly isPublic: boolean;
  /** Address of this plugin's webhooks; `path` begins with a slash. */
  abstract webhook(path: string): string;
}
