import { type CallContext, ChannelProvider, type InboundMessageEvent, type Sender } from '@hailpoint/kernel';
import type { ActiveContribution, ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import { matchKey } from '../address/match-key.js';
import { judgeAttachment } from '../attachments/judge-attachment.js';
import type { ChannelConfigurations } from '../channels/channel-configurations.js';
import type { KeywordAnswering } from '../consent/apply-keyword.js';
import { groupsOfSender } from '../consent/groups-of-sender.js';
import { readKeyword } from '../consent/keywords/read-keyword.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { maximumAgeMs } from '../providers/maximum-age-ms.js';
import { takesConversations } from '../virtual-agent/takes-conversations.js';
import { MediaUnavailableError } from '../webhooks/media-unavailable-error.js';
import { WebhookParkedError } from '../webhooks/webhook-parked-error.js';
import { appendInbound, type InboundMedia, type InboundMessage } from './append-inbound.js';

const unfetchable = 'A picture that came with it cannot be fetched: the plugin of this channel does not know how to.';

export interface InboundDependencies {
  readonly store: Store;
  readonly points: ExtensionPoints;
  readonly live: LiveEventBus;
  readonly channels: Pick<ChannelConfigurations, 'find'>;
}

/** Takes a customer's message: media is fetched first, outside any transaction; then one transaction matches, routes and stores it. */
export class InboundReceiver {
  readonly #dependencies: InboundDependencies;

  constructor(dependencies: InboundDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * `waitsForMedia`: the event comes again when a picture cannot be fetched just now; else the message is stored without it.
   *
   * @throws WebhookParkedError when it is not for one of our numbers
   * @throws MediaUnavailableError only where it waits for media
   */
  async receive(
    provider: ActiveContribution<ChannelProvider>,
    event: InboundMessageEvent,
    receivedAt: Date,
    waitsForMedia: boolean,
  ): Promise<void> {
    const { store, live } = this.#dependencies;
    const { instance } = provider;
    const sender = this.#ourSender(provider, event.to);
    const keyword = await this.#keywordOf(provider, sender, event);
    const media = await this.#fetchMedia(provider, event, waitsForMedia && keyword?.keyword !== 'stop');
    await appendInbound(store, live, {
      pluginId: provider.plugin,
      eventId: event.eventId,
      channel: instance.channel,
      addressKind: instance.capabilities.addressKind,
      sender,
      recipientId: event.from,
      matchKey: matchKey(instance.channel, event.from),
      carrierMessageId: event.carrierMessageId,
      body: event.body,
      media,
      virtualAgent: takesConversations(this.#dependencies.points, instance.channel, sender),
      at: receivedAt,
      ...(event.at && { writtenAt: event.at }),
      ...(keyword && { keyword }),
    });
  }

  /** What the carrier says wins: it acted on it already. */
  async #keywordOf(
    { instance }: ActiveContribution<ChannelProvider>,
    sender: Sender,
    event: InboundMessageEvent,
  ): Promise<InboundMessage['keyword'] | null> {
    const keyword = event.consentKeyword ?? readKeyword(event.body);
    if (keyword === null) return null;
    const { capabilities, channel } = instance;
    const configuration = await this.#dependencies.channels.find(channel);
    const answering: KeywordAnswering = {
      senderName: sender.name,
      texts: configuration?.consentTexts ?? {},
      confirmsOptOut: capabilities.confirmsOptOut === true,
      encoding: capabilities.text.encoding,
      maximumAgeMs: maximumAgeMs(instance),
    };
    const [, ...otherGroups] = groupsOfSender(this.#dependencies.points, channel, sender);
    return { keyword, answering, otherGroups };
  }

  #ourSender(provider: ActiveContribution<ChannelProvider>, to: string): Sender {
    const senders = provider.instance.senders();
    const sender = senders.find(({ id }) => id === to) ?? senders.find(({ address }) => address === to);
    if (!sender) throw new WebhookParkedError('not_our_number');
    return sender;
  }

  /**
   * What cannot be fetched, and what is not an image, is left out, and said so: a picture is worth a short wait, but not the customer's words.
   * An opt-out waits for no picture: it must hold at once.
   */
  async #fetchMedia(
    provider: ActiveContribution<ChannelProvider>,
    event: InboundMessageEvent,
    waits: boolean,
  ): Promise<readonly InboundMedia[]> {
    if (!provider.instance.fetchMedia) return event.media.map(() => ({ leftOut: unfetchable }));
    const media: InboundMedia[] = [];
    for (const [index, { reference }] of event.media.entries()) {
      const content = await this.#fetch(provider, reference);
      if (content === null) {
        if (waits) throw new MediaUnavailableError();
        media.push({ leftOut: 'A picture that came with it could not be fetched.' });
        continue;
      }
      const judgement = await judgeAttachment(content, provider.instance.capabilities.media?.contentTypes);
      if (judgement.accepted)
        media.push({ fileName: `received-${index + 1}.${judgement.extension}`, content, judgement });
      else media.push({ leftOut: judgement.reason });
    }
    return media;
  }

  async #fetch(provider: ActiveContribution<ChannelProvider>, reference: string): Promise<Uint8Array | null> {
    const result = await this.#dependencies.points.guarded(
      ChannelProvider,
      provider,
      // A picture that is gone says nothing about sending, so it does not count for the provider's circuit breaker.
      (instance: ChannelProvider, context: CallContext) =>
        (instance.fetchMedia as NonNullable<ChannelProvider['fetchMedia']>)(reference, context).catch(() => null),
    );
    return result.status === 'answered' ? result.value : null;
  }
}
