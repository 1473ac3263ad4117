import type { Logger } from '@hailpoint/kernel';
import type { PluginHost } from '@hailpoint/kernel/host';
import type { Messaging, PluginService } from '@hailpoint/messaging';
import type { Configuration } from './configuration/configuration.js';
import type { ServerLimits } from './http/server-limits.js';

/** What a server is made of. */
export interface ServerOptions {
  readonly messaging: Messaging;
  readonly plugins: PluginService;
  /** For the list of extension points and for metrics. */
  readonly host: Pick<PluginHost, 'plugins' | 'extensionPoints'>;
  readonly configuration: Pick<Configuration, 'server' | 'guide'>;
  readonly logger: Logger;
  /** Whether the database answers, for `/health/ready`. A throw means no. Default: yes. */
  readonly isReady?: () => Promise<boolean>;
  /** Folder of the built pages. Absent: only the API is served. */
  readonly workspaceDirectory?: string;
  /** Address of the page with the simulated phones. */
  readonly handsetUrl?: () => string | null;
  readonly limits?: Partial<ServerLimits>;
}
