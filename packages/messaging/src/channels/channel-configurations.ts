import { ChannelProvider, type Clock } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import type { MessagingSettings } from '../messaging.js';
import type { ChannelConfiguration } from '../model/channel-configuration.js';
import { type ChannelOverride, readChannelOverride } from './channel-override.js';
import { mergeChannels } from './merge-channels.js';

export interface ChannelConfigurationsDependencies {
  readonly store: Pick<Store, 'query' | 'wake' | 'onWake'>;
  readonly points: Pick<ExtensionPoints, 'contributions'>;
  readonly settings: Pick<MessagingSettings, 'channels'>;
  readonly clock: Clock;
}

/** Milliseconds after which overrides are read again even if no node said that they changed. */
const rereadAfterMs = 1_000;

const changed = JSON.stringify({ kind: 'channels' });

/**
 * The channel configurations that hold now. Providers are asked at every call, so a switched plugin shows at once. Overrides are kept in
 * memory: a change on any node is told over the topic `live`, and because such a word may get lost, they are read again once a second at
 * most: one small query per second and node, and never one per message.
 */
export class ChannelConfigurations {
  readonly #deps: ChannelConfigurationsDependencies;
  readonly #stop: () => void;
  #overrides: ReadonlyMap<string, ChannelOverride> = new Map();
  #readAt: number | null = null;
  #generation = 0;
  #reading: Promise<void> | null = null;

  constructor(dependencies: ChannelConfigurationsDependencies) {
    this.#deps = dependencies;
    this.#stop = dependencies.store.onWake('live', (payload) => {
      // Empty: words of other nodes may have been missed.
      if (payload === changed || payload === '') this.#forget();
    });
  }

  /** In the admin's order, then by channel. At most a second old, on every node. */
  async effectiveChannels(): Promise<readonly ChannelConfiguration[]> {
    if (this.#isOld()) {
      // Again when a change was announced while it read.
      do await this.#read();
      while (this.#readAt === null);
    }
    return this.cachedChannels();
  }

  /** One of {@link effectiveChannels}; `null`: neither configured nor carried. */
  async find(channel: string): Promise<ChannelConfiguration | null> {
    return (await this.effectiveChannels()).find((one) => one.channel === channel) ?? null;
  }

  /** Without a query: with the overrides that were read last, and with none before the first reading. For estimates, not for decisions. */
  cachedChannels(): readonly ChannelConfiguration[] {
    const carried = new Map<string, string[]>();
    for (const { plugin, instance } of this.#deps.points.contributions(ChannelProvider)) {
      const plugins = carried.get(instance.channel) ?? [];
      if (!plugins.includes(plugin)) plugins.push(plugin);
      carried.set(instance.channel, plugins);
    }
    return mergeChannels(carried, this.#deps.settings.channels, this.#overrides);
  }

  /** To be called after an override was committed: this process and the other nodes read again. */
  announceChange(): void {
    this.#forget();
    this.#deps.store.wake('live', changed);
  }

  /** Hears of no changes any more. */
  close(): void {
    this.#stop();
  }

  #forget(): void {
    this.#generation++;
    this.#readAt = null;
  }

  #isOld(): boolean {
    if (this.#readAt === null) return true;
    const age = this.#deps.clock.now().getTime() - this.#readAt;
    // A clock that was set back must not keep an old reading for ever.
    return age < 0 || age >= rereadAfterMs;
  }

  #read(): Promise<void> {
    this.#reading ??= this.#readOnce().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #readOnce(): Promise<void> {
    const generation = this.#generation;
    const startedAt = this.#deps.clock.now().getTime();
    const rows = await this.#deps.store.query
      .selectFrom('configuration_overrides')
      .select(['name', 'value'])
      .where('kind', '=', 'channel')
      .execute();
    // What was read may be older than a change that was announced meanwhile.
    if (generation !== this.#generation) return;
    this.#overrides = new Map(rows.map((row) => [row.name, readChannelOverride(row.value)]));
    this.#readAt = startedAt;
  }
}
