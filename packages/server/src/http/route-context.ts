import type { Logger } from '@hailpoint/kernel';
import type { PluginHost } from '@hailpoint/kernel/host';
import type { Messaging, PluginService } from '@hailpoint/messaging';
import type { GuideItem, ServerConfiguration } from '../configuration/configuration.js';
import type { EventStreams } from '../live/event-streams.js';
import type { ServerMetrics } from '../metrics/server-metrics.js';
import type { ServerLimits } from './server-limits.js';

/** What routes work with. */
export interface RouteContext {
  readonly messaging: Messaging;
  readonly host: Pick<PluginHost, 'plugins' | 'extensionPoints'>;
  readonly plugins: PluginService;
  readonly server: ServerConfiguration;
  readonly guide: readonly GuideItem[];
  readonly limits: ServerLimits;
  readonly logger: Logger;
  readonly streams: EventStreams;
  readonly metrics: ServerMetrics;
  /** Name of the session cookie. */
  readonly sessionCookie: string;
  readonly isReady: () => Promise<boolean>;
  /** Address of the page on which the simulated phones are, where there is one. */
  readonly handsetUrl: () => string | null;
}
