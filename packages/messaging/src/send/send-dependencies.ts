import type { Store } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';
import type { GatherDependencies } from '../preflight/gather-dependencies.js';

export interface SendDependencies extends GatherDependencies {
  readonly store: Store;
  readonly live: LiveEventBus;
}
