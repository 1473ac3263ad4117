import type { Clock } from '@hailpoint/kernel';
import type { Store } from '@hailpoint/store';
import { recordAudit } from '../audit/record-audit.js';
import { requireAdmin } from '../directory/require-role.js';
import { ChannelLockedError } from '../errors/channel-locked-error.js';
import type { Actor, ChannelService, MessagingSettings } from '../messaging.js';
import type { ChannelConfiguration, ChannelConfigurationInput, ChannelPlan } from '../model/channel-configuration.js';
import type { ChannelConfigurations } from './channel-configurations.js';
import { readChannelOverride } from './channel-override.js';
import { checkChannelInput } from './check-channel-input.js';
import { planChannel } from './plan-channel.js';

export interface ChannelDependencies {
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: Pick<MessagingSettings, 'channels'>;
  readonly configurations: ChannelConfigurations;
}

/** The admin's list of channels. */
export class DatabaseChannelService implements ChannelService {
  readonly #deps: ChannelDependencies;

  constructor(dependencies: ChannelDependencies) {
    this.#deps = dependencies;
  }

  list(): Promise<readonly ChannelConfiguration[]> {
    return this.#deps.configurations.effectiveChannels();
  }

  async plan(actor: Actor, channel: string, input: ChannelConfigurationInput): Promise<ChannelPlan> {
    this.#requireChangeable(actor, channel, input);
    const { store, configurations } = this.#deps;
    return planChannel(store, await configurations.find(channel), channel, input);
  }

  /** Sets the fields that are named; others stay as they are. A channel that nobody has configured yet is added. */
  async put(actor: Actor, channel: string, input: ChannelConfigurationInput): Promise<ChannelConfiguration> {
    this.#requireChangeable(actor, channel, input);
    const { store, clock } = this.#deps;
    const given = readChannelOverride(input);
    await store.transaction(async (transaction) => {
      const now = clock.now();
      // The row comes into being before it is locked, so that two first changes at the same moment do not lose one another.
      const key = { kind: 'channel' as const, name: channel };
      await transaction.query
        .insertInto('configuration_overrides')
        .values({ ...key, value: '{}', updated_by: actor.userId, updated_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const row = await transaction.query
        .selectFrom('configuration_overrides')
        .select('value')
        .where('kind', '=', key.kind)
        .where('name', '=', channel)
        .forUpdate()
        .executeTakeFirstOrThrow();
      const value = JSON.stringify({ ...row.value, ...given });
      await transaction.query
        .updateTable('configuration_overrides')
        .set({ value, updated_by: actor.userId, updated_at: now })
        .where('kind', '=', key.kind)
        .where('name', '=', channel)
        .execute();
      const entry = { userId: actor.userId, action: 'channel.configured', subject: channel };
      await recordAudit(transaction, { ...entry, detail: { ...given, before: row.value } }, now);
      transaction.afterCommit(() => this.#deps.configurations.announceChange());
    });
    return this.#find(channel);
  }

  /** Takes back all that was set here: file and defaults hold again. */
  async reset(actor: Actor, channel: string): Promise<ChannelConfiguration | null> {
    this.#requireChangeable(actor, channel, {});
    const { store, clock, configurations } = this.#deps;
    await store.transaction(async (transaction) => {
      const before = await transaction.query
        .deleteFrom('configuration_overrides')
        .where('kind', '=', 'channel')
        .where('name', '=', channel)
        .returning('value')
        .executeTakeFirst();
      if (!before) return;
      const entry = { userId: actor.userId, action: 'channel.reset', subject: channel };
      await recordAudit(transaction, { ...entry, detail: { before: before.value } }, clock.now());
      transaction.afterCommit(() => configurations.announceChange());
    });
    return configurations.find(channel);
  }

  #requireChangeable(actor: Actor, channel: string, input: ChannelConfigurationInput): void {
    requireAdmin(actor, 'configure channels');
    checkChannelInput(channel, input);
    const { channels } = this.#deps.settings;
    if (Object.hasOwn(channels, channel) && channels[channel]?.locked) throw new ChannelLockedError(channel);
  }

  async #find(channel: string): Promise<ChannelConfiguration> {
    const found = await this.#deps.configurations.find(channel);
    if (!found) throw new Error('A channel that was just configured is gone: another administrator reset it.');
    return found;
  }
}
