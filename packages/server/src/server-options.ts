import type { Logger } from '@hailpoint/kernel';
import type { PluginHost } from '@hailpoint/kernel/host';
import type { Messaging } from '@hailpoint/messaging';
import type { Configuration } from './configuration/configuration.js';
import type { ServerLimits } from './http/server-limits.js';

/** What a server is made of. */
export interface ServerOptions {
  readonly messaging: Messaging;
  /** For the admin's lists of plugins and extension points. */
  readonly host: Pick<PluginHost, 'plugins' | 'extensionPoints'>;
  readonly configuration: Pick<Configuration, 'server' | 'guide' | 'plugins' | 'origins'>;
  readonly logger: Logger;
  /** Whether the database answers, for `/health/ready`. A throw means no. Default: yes. */
  readonly isReady?: () => Promise<boolean>;
  /** Folder of the built pages. Absent: only the API is served. */
  readonly workspaceDirectory?: string;
  /** Address of the page with the simulated phones. */
  readonly handsetUrl?: () => string | null;
  readonly limits?: Partial<ServerLimits>;
}
