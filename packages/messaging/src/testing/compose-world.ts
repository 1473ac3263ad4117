import {
  type Availability,
  AvailabilityPolicy,
  type AvailabilitySituation,
  ChannelProvider,
  ConversationPolicy,
  RecipientValidator,
  UserDocumentResolver,
} from '@hailpoint/kernel';
import { type ExtensionPoints, ManualTime } from '@hailpoint/kernel/host';
import { DefaultConversationPolicy } from '@hailpoint/plugin-conversation-policy';
import { PhoneNumberValidation, RecipientPhoneConfig } from '@hailpoint/plugin-recipient-phone';
import { AgentMessagingInteractionUserDocument } from '@hailpoint/plugin-user-document-interaction';
import { newId, type Store } from '@hailpoint/store';
import { matchKey } from '../address/match-key.js';
import { ChannelConfigurations } from '../channels/channel-configurations.js';
import { Composing } from '../compose/composing.js';
import { recordOptOut } from '../consent/record-consent.js';
import { defaultSenderGroup } from '../consent/sender-group.js';
import { DirectoryService } from '../directory/directory-service.js';
import { LiveEventBus } from '../live/live-event-bus.js';
import type { Actor, MessagingSettings } from '../messaging.js';
import type { LiveEvent } from '../model/live-event.js';
import { SendRecord } from '../providers/send-record.js';
import { DatabaseScheduledMessageService } from '../scheduled/scheduled-message-service.js';
import type { SendDependencies } from '../send/send-dependencies.js';
import { ScriptedCarrier } from './scripted-carrier.js';
import { silentLogger, type TestContribution, testPoints } from './test-points.js';

export const start = new Date('2026-03-02T09:00:00.000Z');
let lastNumber = 0;
const longAgo = new Date('2026-01-05T10:00:00.000Z');

export interface ConversationSetting {
  readonly recipientId: string;
  readonly senderId?: string;
  readonly user?: string | null;
  readonly profileId?: string | null;
  readonly assignedTo?: string;
  readonly virtualAgent?: boolean;
  readonly liveGroup?: readonly string[];
  readonly state?: 'new' | 'work_in_progress' | 'on_hold' | 'wrap_up' | 'closed_complete';
  readonly lastInboundAt?: Date;
  readonly lastOutboundAt?: Date;
}

export interface WorldOptions {
  readonly channels?: MessagingSettings['channels'];
  readonly settings?: Partial<MessagingSettings>;
  readonly carriers?: readonly { readonly plugin: string; readonly carrier: ChannelProvider }[];
  /** Come before the shipped plugins. */
  readonly contributions?: readonly TestContribution[];
  /** Deadlines of plugins pass with `time`, not with the clock on the wall. */
  readonly manualDeadlines?: boolean;
  /** Of the shipped plugins, those that are off. */
  readonly without?: readonly string[];
}

/** Composing on a real store with the shipped plugins; the only thing that is not real is the carrier. */
export class ComposeWorld {
  readonly time = new ManualTime(start);
  readonly points: ExtensionPoints;
  readonly sending: SendDependencies;
  readonly composing: Composing;
  readonly scheduled: DatabaseScheduledMessageService;
  readonly channels: ChannelConfigurations;
  readonly carrier = new ScriptedCarrier([
    { id: 'support', address: '+12025550100', name: 'Support' },
    { id: 'sales', address: '+12025550101', name: 'Sales' },
  ]);
  readonly sendRecord = new SendRecord();
  readonly live: LiveEventBus;
  readonly events: LiveEvent[] = [];
  /** Asked before every send; a test sets it. */
  available: (situation: AvailabilitySituation) => Availability = () => ({ available: true });

  constructor(
    readonly store: Store,
    options: WorldOptions = {},
  ) {
    const settings: MessagingSettings = {
      localUrl: () => 'http://127.0.0.1',
      channels: options.channels ?? { sms: { manualRecipientEntry: true } },
      ...options.settings,
    };
    const carriers = options.carriers ?? [{ plugin: 'scripted', carrier: this.carrier }];
    const contributions: TestContribution[] = [
      ...(options.contributions ?? []),
      {
        point: UserDocumentResolver,
        plugin: 'user-document-interaction',
        instance: new AgentMessagingInteractionUserDocument(new DirectoryService(store)),
      },
      {
        point: RecipientValidator,
        plugin: 'recipient-phone',
        instance: new PhoneNumberValidation(new RecipientPhoneConfig()),
      },
      { point: ConversationPolicy, plugin: 'conversation-policy', instance: new DefaultConversationPolicy() },
      {
        point: AvailabilityPolicy,
        plugin: 'test-hours',
        instance: {
          isValidForChannel: () => true,
          isChannelAvailable: (situation) => this.available(situation),
        } satisfies AvailabilityPolicy,
      },
      ...carriers.map(({ plugin, carrier }) => ({ point: ChannelProvider, plugin, instance: carrier })),
    ];
    this.points = testPoints(
      contributions.filter(({ plugin }) => !options.without?.includes(plugin)),
      options.manualDeadlines ? this.time : undefined,
    );
    this.live = new LiveEventBus(store, silentLogger);
    this.live.subscribe((event) => this.events.push(event));
    this.channels = new ChannelConfigurations({ store, points: this.points, settings, clock: this.time });
    this.sending = {
      store,
      points: this.points,
      clock: this.time,
      live: this.live,
      settings,
      channels: this.channels,
      sendRecord: this.sendRecord,
    };
    this.composing = new Composing({ ...this.sending, logger: silentLogger });
    this.scheduled = new DatabaseScheduledMessageService(this.sending);
  }

  /** `IMS...`, out of the way of the numbers that the sequence gives. */
  nextNumber(): string {
    lastNumber += 1;
    return `IMS9${String(lastNumber).padStart(6, '0')}`;
  }

  async agent(name: string): Promise<Actor> {
    const userId = await this.user(name, { kind: 'agent' });
    await this.store.query
      .updateTable('users')
      .set({ roles: ['agent_workspace_user'] })
      .where('id', '=', userId)
      .execute();
    return { userId, name, roles: ['agent_workspace_user'] };
  }

  async user(
    name: string,
    options: {
      readonly kind?: 'agent' | 'consumer' | 'contact' | 'user';
      readonly phones?: readonly string[];
      readonly country?: string;
      readonly location?: string;
      readonly source?: string;
      readonly externalId?: string;
      readonly timeZone?: string;
    } = {},
  ): Promise<string> {
    const id = newId();
    await this.store.query
      .insertInto('users')
      .values({
        id,
        source: options.source ?? 'hailpoint',
        external_id: options.externalId ?? id,
        kind: options.kind ?? 'consumer',
        name,
        country: options.country ?? null,
        location: options.location ?? null,
        time_zone: options.timeZone ?? null,
        created_at: longAgo,
        updated_at: longAgo,
      })
      .execute();
    for (const [position, value] of (options.phones ?? []).entries()) {
      const label = position === 0 ? 'Mobile' : `Mobile ${position + 1}`;
      await this.store.query
        .insertInto('user_addresses')
        .values({ id: newId(), user_id: id, kind: 'phone', label, value, position })
        .execute();
    }
    return id;
  }

  /** A record to compose from. */
  async interaction(
    options: {
      readonly consumer?: string;
      readonly contact?: string;
      readonly openedFor?: string;
      readonly type?: 'phone' | 'walk_in';
      readonly state?: 'new' | 'closed_complete';
    } = {},
  ): Promise<{ readonly id: string; readonly number: string }> {
    const id = newId();
    const number = this.nextNumber();
    await this.store.query
      .insertInto('interactions')
      .values({
        id,
        number,
        type: options.type ?? 'phone',
        state: options.state ?? 'work_in_progress',
        consumer_id: options.consumer ?? null,
        contact_id: options.contact ?? null,
        opened_for_id: options.openedFor ?? null,
        closed_at: options.state === 'closed_complete' ? longAgo : null,
        opened_at: longAgo,
        updated_at: longAgo,
      })
      .execute();
    return { id, number };
  }

  /** An active channel user profile; `user: null` is a guest's. */
  async profile(recipientId: string, user: string | null): Promise<string> {
    const id = newId();
    await this.store.query
      .insertInto('channel_user_profiles')
      .values({
        id,
        channel: 'sms',
        match_key: matchKey('sms', recipientId),
        recipient_id: recipientId,
        user_id: user,
        created_at: longAgo,
      })
      .execute();
    return id;
  }

  async conversation(row: ConversationSetting): Promise<{ readonly id: string; readonly number: string }> {
    const id = newId();
    const number = this.nextNumber();
    const state = row.state ?? 'work_in_progress';
    await this.store.query
      .insertInto('interactions')
      .values({
        id,
        number,
        type: 'messaging',
        state,
        opened_for_id: row.user ?? null,
        consumer_id: row.user ?? null,
        assigned_to_id: row.assignedTo ?? null,
        virtual_agent: row.virtualAgent ?? false,
        channel: 'sms',
        plugin_id: 'scripted',
        sender_id: row.senderId ?? 'support',
        match_key: matchKey('sms', row.recipientId),
        recipient_id: row.recipientId,
        profile_id: row.profileId ?? null,
        last_inbound_at: row.lastInboundAt ?? null,
        last_outbound_at: row.lastOutboundAt ?? null,
        closed_at: state === 'closed_complete' ? longAgo : null,
        close_reason: state === 'closed_complete' ? 'agent_ended' : null,
        opened_at: longAgo,
        updated_at: longAgo,
      })
      .execute();
    for (const user_id of row.liveGroup ?? []) {
      await this.store.query
        .insertInto('live_group_profiles')
        .values({ interaction_id: id, user_id, added_at: longAgo })
        .execute();
    }
    return { id, number };
  }

  /** As an administrator records it, for all senders that name no group. */
  optOut(recipientId: string, recordedBy: Actor): Promise<number | null> {
    const key = matchKey('sms', recipientId);
    const subject = { channel: 'sms', senderGroup: defaultSenderGroup, matchKey: key, recipientId };
    const proof = { source: 'admin', recordedBy: recordedBy.userId, note: 'Said so on the phone' } as const;
    return this.store.transaction(async (transaction) => {
      await transaction.lockRecipients([{ channel: 'sms', matchKey: key }]);
      return recordOptOut(transaction, this.live, subject, proof, this.time.now());
    });
  }

  async message(
    interactionId: string,
    recipientId: string,
    state: 'queued' | 'sent' | 'unknown' = 'queued',
    author?: string,
  ): Promise<string> {
    const id = newId();
    await this.store.query
      .insertInto('messages')
      .values({
        id,
        interaction_id: interactionId,
        direction: 'outbound',
        author_kind: 'agent',
        author_id: author ?? null,
        channel: 'sms',
        plugin_id: 'scripted',
        sender_id: 'support',
        match_key: matchKey('sms', recipientId),
        recipient_id: recipientId,
        body: 'Earlier message',
        state,
        state_at: longAgo,
        due_at: state === 'queued' ? longAgo : null,
        created_at: longAgo,
        sender_group: 'default',
      })
      .execute();
    return id;
  }

  async attachment(
    uploader: string,
    file: { readonly contentType?: string; readonly size?: number; readonly digest?: string } = {},
  ): Promise<string> {
    const id = newId();
    await this.store.query
      .insertInto('attachments')
      .values({
        id,
        uploader_id: uploader,
        file_name: 'map.png',
        content_type: file.contentType ?? 'image/png',
        size: file.size ?? 4,
        digest: file.digest ?? id,
        width: 1,
        height: 1,
        content: Buffer.from('fake'),
        created_at: longAgo,
      })
      .execute();
    return id;
  }
}
