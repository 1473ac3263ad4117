import type { ChannelProvider, Sender } from '@hailpoint/kernel';
import type { ActiveContribution } from '@hailpoint/kernel/host';

/** A sender with the one provider it belongs to. */
export interface ChannelSender {
  readonly channel: string;
  readonly sender: Sender;
  /** Id of the plugin. */
  readonly plugin: string;
  readonly provider: ActiveContribution<ChannelProvider>;
}
