import type { Clock } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import type { ChannelConfigurations } from '../channels/channel-configurations.js';
import type { MessagingSettings } from '../messaging.js';
import type { SendRecord } from '../providers/send-record.js';

/** What is asked while gathering. */
export interface GatherDependencies {
  readonly store: Pick<Store, 'execute'>;
  readonly points: ExtensionPoints;
  readonly clock: Clock;
  readonly channels: Pick<ChannelConfigurations, 'effectiveChannels' | 'find'>;
  /** How this node's attempts went. */
  readonly sendRecord: SendRecord;
  readonly settings: Pick<MessagingSettings, 'defaultCountry' | 'publicUrl'>;
}
