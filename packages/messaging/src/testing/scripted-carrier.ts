import type {
  ChannelCapabilities,
  ChannelEvent,
  ChannelProvider,
  OutboundMessage,
  Sender,
  SendOutcome,
  WebhookRequest,
  WebhookVerdict,
} from '@hailpoint/kernel';

/** What the carrier does with the next message. */
export type Script = (message: OutboundMessage) => Promise<SendOutcome> | SendOutcome;

/** A provider at the carrier's border: accepts everything and remembers it, unless a script says otherwise. Its webhooks carry events as JSON. */
export class ScriptedCarrier implements ChannelProvider {
  readonly channel = 'sms';
  readonly capabilities: ChannelCapabilities = {
    addressKind: 'phone',
    text: { maxLength: 1_600, encoding: 'sms' },
    media: { contentTypes: ['image/png', 'image/jpeg'], maxBytes: 1_000_000, maxCount: 3, needsPublicUrl: false },
    receipts: ['sent', 'delivered', 'undelivered', 'failed', 'read'],
    inbound: true,
  };
  readonly sent: OutboundMessage[] = [];
  readonly pictures = new Map<string, Uint8Array>();
  script: Script = (message) => ({ outcome: 'accepted', carrierMessageId: `carrier-${message.id}` });

  constructor(readonly ours: Sender[] = [{ id: 'support', address: '+12025550100', name: 'Support' }]) {}

  senders(): readonly Sender[] {
    return this.ours;
  }

  async send(message: OutboundMessage): Promise<SendOutcome> {
    this.sent.push(message);
    return this.script(message);
  }

  verify(request: WebhookRequest): WebhookVerdict {
    return request.headers['x-signature'] === 'right'
      ? { accepted: true, response: { status: 204 } }
      : { accepted: false, status: 403, reason: 'The signature is wrong.' };
  }

  parse(raw: WebhookRequest): readonly ChannelEvent[] {
    const events = JSON.parse(Buffer.from(raw.body).toString('utf8')) as (ChannelEvent & { at?: string })[];
    return events.map((event) => ({ ...event, at: event.at ? new Date(event.at) : undefined })) as ChannelEvent[];
  }

  async fetchMedia(reference: string): Promise<Uint8Array> {
    const picture = this.pictures.get(reference);
    if (!picture) throw new Error('There is no such picture.');
    return picture;
  }
}
