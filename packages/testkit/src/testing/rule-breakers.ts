import {
  type CallContext,
  type CarrierHistoryPage,
  type ChannelCapabilities,
  type ChannelEvent,
  HttpRequestError,
  type HttpResponse,
  type LookUpOutcome,
  type MessageTemplate,
  type OutboundMessage,
  type Sender,
  type SendOutcome,
  type WebhookRequest,
  type WebhookVerdict,
} from '@hailpoint/kernel';
import { AcmeSmsProvider, AcmeUnavailableError, type Fields } from './acme-sms.js';

export interface RuleBreaker {
  /** What the report must say: what was seen, and what to do. */
  readonly whyNot: RegExp;
  readonly Provider: typeof AcmeSmsProvider;
}

/** By rule: a provider that keeps every other rule. */
export const ruleBreakers: Readonly<Record<string, RuleBreaker>> = {
  capabilities_are_well_formed: {
    whyNot: /names a state twice.* Correct `capabilities`/,
    Provider: class extends AcmeSmsProvider {
      override get capabilities(): ChannelCapabilities {
        return { ...super.capabilities, receipts: ['sent', 'delivered', 'sent'] };
      }
    },
  },
  senders_are_well_formed: {
    whyNot: /its name is empty.* Give every sender/,
    Provider: class extends AcmeSmsProvider {
      override senders(): readonly Sender[] {
        return super.senders().map((sender) => ({ ...sender, name: ' ' }));
      }
    },
  },
  senders_are_unique: {
    whyNot: /the same address.* List each address once/,
    Provider: class extends AcmeSmsProvider {
      override senders(): readonly Sender[] {
        return super.senders().flatMap((sender) => [sender, { ...sender, id: 'sales' }]);
      }
    },
  },
  accepted_has_carrier_id: {
    whyNot: /another id.* with the id of the carrier/,
    Provider: class extends AcmeSmsProvider {
      protected override outcomeOf(response: HttpResponse, message: OutboundMessage): SendOutcome {
        const outcome = super.outcomeOf(response, message);
        return outcome.outcome === 'accepted' ? { ...outcome, carrierMessageId: message.id } : outcome;
      }
    },
  },
  refusal_is_rejected: {
    whyNot: /no plain reason.* one sentence for the agent/,
    Provider: class extends AcmeSmsProvider {
      protected override outcomeOf(response: HttpResponse, message: OutboundMessage): SendOutcome {
        const outcome = super.outcomeOf(response, message);
        return outcome.outcome === 'rejected' ? { ...outcome, reason: '{"error":422}' } : outcome;
      }
    },
  },
  throttle_is_not_sent: {
    whyNot: /was asked 2 times.* do not try again yourself/,
    Provider: class extends AcmeSmsProvider {
      protected override async post(message: OutboundMessage, signal?: AbortSignal): Promise<HttpResponse> {
        const response = await super.post(message, signal);
        return response.status === 429 ? super.post(message, signal) : response;
      }
    },
  },
  throttle_wait_is_told: {
    whyNot: /asked to wait 7 s.*"retryAfterMs":7\}.*`Retry-After` is in seconds/,
    Provider: class extends AcmeSmsProvider {
      protected override outcomeOf(response: HttpResponse, message: OutboundMessage): SendOutcome {
        const outcome = super.outcomeOf(response, message);
        return outcome.outcome === 'notSent' ? { ...outcome, retryAfterMs: 7 } : outcome;
      }
    },
  },
  server_error_is_unknown: {
    whyNot: /failed with 500.* Throw on 5xx/,
    Provider: class extends AcmeSmsProvider {
      protected override outcomeOf(response: HttpResponse, message: OutboundMessage): SendOutcome {
        if (response.status === 500) return { outcome: 'notSent', code: 'failed', reason: 'Acme failed.' };
        return super.outcomeOf(response, message);
      }
    },
  },
  unreachable_is_no_verdict: {
    whyNot: /Nobody listened.*"rejected".* Answer `notSent`/,
    Provider: class extends AcmeSmsProvider {
      override async send(message: OutboundMessage, context: CallContext): Promise<SendOutcome> {
        const outcome = await super.send(message, context);
        const isUnreachable = outcome.outcome === 'notSent' && outcome.code === 'unreachable';
        return isUnreachable ? { outcome: 'rejected', code: 'unreachable', reason: 'Acme is away.' } : outcome;
      }
    },
  },
  reset_is_unknown: {
    whyNot: /was reset.* Throw when the connection ends/,
    Provider: class extends AcmeSmsProvider {
      override async send(message: OutboundMessage, context: CallContext): Promise<SendOutcome> {
        try {
          return await super.send(message, context);
        } catch (error) {
          if (!(error instanceof HttpRequestError) || error.reason !== 'connection_lost') throw error;
          return { outcome: 'notSent', code: 'lost', reason: 'The connection to Acme was lost.' };
        }
      }
    },
  },
  garbled_answer_is_unknown: {
    whyNot: /a page without an id.* throw when there is none/,
    Provider: class extends AcmeSmsProvider {
      protected override outcomeOf(response: HttpResponse, message: OutboundMessage): SendOutcome {
        const isPage = response.status === 201 && response.text().startsWith('<');
        return isPage ? { outcome: 'accepted', carrierMessageId: message.id } : super.outcomeOf(response, message);
      }
    },
  },
  long_text_is_one_request: {
    whyNot: /made 7 requests.* Hand the text over as it is/,
    Provider: class extends AcmeSmsProvider {
      protected override async post(message: OutboundMessage, signal?: AbortSignal): Promise<HttpResponse> {
        let response = await super.post({ ...message, body: message.body.slice(0, 160) }, signal);
        for (let at = 160; at < message.body.length; at += 160)
          response = await super.post({ ...message, body: message.body.slice(at, at + 160) }, signal);
        return response;
      }
    },
  },
  concurrent_sends_keep_their_ids: {
    whyNot: /got the id.* Keep nothing of a send in the provider/,
    Provider: class extends AcmeSmsProvider {
      #last: SendOutcome | null = null;
      override async send(message: OutboundMessage, context: CallContext): Promise<SendOutcome> {
        this.#last = await super.send(message, context);
        await new Promise((resolve) => setTimeout(resolve, 20));
        return this.#last;
      }
    },
  },
  media_goes_out: {
    whyNot: /without its picture.* Hand `message.media` to the carrier/,
    Provider: class extends AcmeSmsProvider {
      protected override post(message: OutboundMessage, signal?: AbortSignal): Promise<HttpResponse> {
        return super.post({ ...message, media: [] }, signal);
      }
    },
  },
  opt_out_is_told_apart: {
    whyNot: /the recipient opted out.* Set `optedOut: true`/,
    Provider: class extends AcmeSmsProvider {
      protected override outcomeOf(response: HttpResponse, message: OutboundMessage): SendOutcome {
        const outcome = super.outcomeOf(response, message);
        if (outcome.outcome !== 'rejected') return outcome;
        const { optedOut: _, ...rest } = outcome;
        return rest;
      }
    },
  },
  templates_are_well_formed: {
    whyNot: /Two templates have the same id.* Give every template of `templates\(\)` an id/,
    Provider: class extends AcmeSmsProvider {
      override templates(): readonly MessageTemplate[] {
        return super.templates().flatMap((template) => [template, { ...template, language: 'de' }]);
      }
    },
  },
  template_is_sent_as_itself: {
    whyNot: /With the template "reminder", a request names no template.* Name the template and its values/,
    Provider: class extends AcmeSmsProvider {
      protected override post({ template: _, ...text }: OutboundMessage, signal?: AbortSignal): Promise<HttpResponse> {
        return super.post(text, signal);
      }
    },
  },
  send_honours_abort: {
    whyNot: /did not settle within 1000 ms.* Pass `context.signal`/,
    Provider: class extends AcmeSmsProvider {
      protected override post(message: OutboundMessage): Promise<HttpResponse> {
        return super.post(message);
      }
    },
  },
  look_up_honours_abort: {
    whyNot: /did not settle within 1000 ms.* every request of `lookUp`/,
    Provider: class extends AcmeSmsProvider {
      override lookUp(message: OutboundMessage, context: CallContext): Promise<LookUpOutcome> {
        return super.lookUp(message, { ...context, signal: new AbortController().signal });
      }
    },
  },
  look_up_is_declared: {
    whyNot: /lookUp without lookUpSettlesAfterMs.* Declare after how many milliseconds/,
    Provider: class extends AcmeSmsProvider {
      override get capabilities(): ChannelCapabilities {
        const { lookUpSettlesAfterMs: _, ...rest } = super.capabilities;
        return rest;
      }
    },
  },
  look_up_finds: {
    whyNot: /it was found as "conformance-message-1".* Look it up by what `send` gave/,
    Provider: class extends AcmeSmsProvider {
      override async lookUp(message: OutboundMessage, context: CallContext): Promise<LookUpOutcome> {
        const found = await super.lookUp(message, context);
        return found.outcome === 'found' ? { ...found, carrierMessageId: message.id } : found;
      }
    },
  },
  look_up_tells_absence: {
    whyNot: /does not have the message.*"inconclusive".* Answer `absent` when/,
    Provider: class extends AcmeSmsProvider {
      override async lookUp(message: OutboundMessage, context: CallContext): Promise<LookUpOutcome> {
        const found = await super.lookUp(message, context);
        return found.outcome === 'absent' ? { outcome: 'inconclusive', reason: 'Acme lists nothing.' } : found;
      }
    },
  },
  look_up_does_not_guess: {
    whyNot: /no readable list.*"absent".* Answer `inconclusive` or throw/,
    Provider: class extends AcmeSmsProvider {
      override async lookUp(message: OutboundMessage, context: CallContext): Promise<LookUpOutcome> {
        const found = await super.lookUp(message, context);
        return found.outcome === 'inconclusive' ? { outcome: 'absent' } : found;
      }
    },
  },
  secrets_stay_secret: {
    whyNot: /A secret can be read.*the carrier: reset.* Write errors of your own/,
    Provider: class extends AcmeSmsProvider {
      protected override async post(message: OutboundMessage, signal?: AbortSignal): Promise<HttpResponse> {
        try {
          return await super.post(message, signal);
        } catch (error) {
          throw Object.assign(new Error('Acme did not answer.', { cause: error }), { config: this.services.config });
        }
      }
    },
  },
  recipient_and_text_stay_private: {
    whyNot: /address of the recipient can be read.* Do not hand on what the carrier writes/,
    Provider: class extends AcmeSmsProvider {
      protected override outcomeOf(response: HttpResponse, message: OutboundMessage): SendOutcome {
        const outcome = super.outcomeOf(response, message);
        if (outcome.outcome !== 'rejected' || response.status === 410) return outcome;
        return { ...outcome, reason: (response.json() as { error: string }).error };
      }
    },
  },
  right_signature_is_verified: {
    whyNot: /accepted with the status 302.* answered with 2xx/,
    Provider: class extends AcmeSmsProvider {
      override verify(request: WebhookRequest): WebhookVerdict {
        const verdict = super.verify(request);
        return verdict.accepted ? { ...verdict, response: { status: 302 } } : verdict;
      }
    },
  },
  missing_signature_is_refused: {
    whyNot: /without a signature was accepted.* Refuse in `verify`/,
    Provider: class extends AcmeSmsProvider {
      override verify(request: WebhookRequest): WebhookVerdict {
        const isUnsigned = request.headers['x-acme-signature'] === undefined;
        return isUnsigned ? { accepted: true, response: { status: 200 } } : super.verify(request);
      }
    },
  },
  wrong_signature_is_refused: {
    whyNot: /signed with another secret was accepted.* compare it in constant time/,
    Provider: class extends AcmeSmsProvider {
      override verify(request: WebhookRequest): WebhookVerdict {
        const isSigned = request.headers['x-acme-signature'] !== undefined;
        return isSigned ? { accepted: true, response: { status: 200 } } : super.verify(request);
      }
    },
  },
  verify_survives_anything: {
    whyNot: /On an empty body, verify threw SyntaxError.* before anything is read/,
    Provider: class extends AcmeSmsProvider {
      override verify(request: WebhookRequest): WebhookVerdict {
        JSON.parse(Buffer.from(request.body).toString('utf8'));
        return super.verify(request);
      }
    },
  },
  parse_refuses_by_name: {
    whyNot: /On an empty body at \/events, parse threw SyntaxError.* an error class of your own/,
    Provider: class extends AcmeSmsProvider {
      override parse(request: WebhookRequest): readonly ChannelEvent[] {
        JSON.parse(Buffer.from(request.body).toString('utf8'));
        return super.parse(request);
      }
    },
  },
  parse_makes_nothing_up: {
    whyNot: /gave an event.* only when every field of it was read/,
    Provider: class extends AcmeSmsProvider {
      override parse(request: WebhookRequest): readonly ChannelEvent[] {
        try {
          return super.parse(request);
        } catch {
          return [{ kind: 'receipt', eventId: 'unknown', carrierMessageId: 'unknown', state: 'sent' }];
        }
      }
    },
  },
  parse_is_pure: {
    whyNot: /parsed twice, with different events.* leave `at` out/,
    Provider: class extends AcmeSmsProvider {
      override parse(request: WebhookRequest): readonly ChannelEvent[] {
        return super.parse(request).map((event) => ({ ...event, at: new Date() }));
      }
    },
  },
  receipts_say_declared_states: {
    whyNot: /The receipt for "delivered" says "sent".* Map the words of the carrier/,
    Provider: class extends AcmeSmsProvider {
      override parse(request: WebhookRequest): readonly ChannelEvent[] {
        return super
          .parse(request)
          .map((event) =>
            event.kind === 'receipt' && event.state === 'delivered' ? { ...event, state: 'sent' } : event,
          );
      }
    },
  },
  inbound_says_who_wrote_what: {
    whyNot: /neither the id nor the address of the sender.* Hand on `from`/,
    Provider: class extends AcmeSmsProvider {
      override parse(request: WebhookRequest): readonly ChannelEvent[] {
        return super.parse(request).map((event) => (event.kind === 'message' ? { ...event, to: event.from } : event));
      }
    },
  },
  event_ids_tell_events_apart: {
    whyNot: /have the id "carrier-message-1".* message id and state/,
    Provider: class extends AcmeSmsProvider {
      protected override receipt(fields: Fields): ChannelEvent {
        const event = super.receipt(fields);
        return { ...event, eventId: String(fields['id']) };
      }
    },
  },
  inbound_media_is_named: {
    whyNot: /is of the type image\/png, and not image\/jpeg.* where the carrier says it/,
    Provider: class extends AcmeSmsProvider {
      protected override message(fields: Fields): ChannelEvent {
        const event = super.message(fields);
        if (event.kind !== 'message') return event;
        return { ...event, media: event.media.map((media) => ({ ...media, contentType: 'image/jpeg' })) };
      }
    },
  },
  fetch_media_gives_the_bytes: {
    whyNot: /and others than those that came.* loses what is no text/,
    Provider: class extends AcmeSmsProvider {
      override async fetchMedia(reference: string, context: CallContext): Promise<Uint8Array> {
        const bytes = await super.fetchMedia(reference, context);
        return Buffer.from(Buffer.from(bytes).toString('utf8'), 'utf8');
      }
    },
  },
  fetch_media_makes_nothing_up: {
    whyNot: /The picture was missing, but it answered 0 bytes.* Look at the status/,
    Provider: class extends AcmeSmsProvider {
      override async fetchMedia(reference: string, context: CallContext): Promise<Uint8Array> {
        try {
          return await super.fetchMedia(reference, context);
        } catch (error) {
          if (!(error instanceof AcmeUnavailableError)) throw error;
          return new Uint8Array();
        }
      }
    },
  },
  fetch_media_stays_with_the_carrier: {
    whyNot: /asked another server on this machine.* Compare the origin/,
    Provider: class extends AcmeSmsProvider {
      override async fetchMedia(reference: string, { signal }: CallContext): Promise<Uint8Array> {
        const { status, body } = await this.services.http.request({ url: reference, signal });
        if (status !== 200) throw new AcmeUnavailableError('There is no picture.');
        return body;
      }
    },
  },
  fetch_media_honours_abort: {
    whyNot: /The picture was given up, but it did not settle.* every request of `fetchMedia`/,
    Provider: class extends AcmeSmsProvider {
      override fetchMedia(reference: string, context: CallContext): Promise<Uint8Array> {
        return super.fetchMedia(reference, { ...context, signal: new AbortController().signal });
      }
    },
  },
  history_tells_both_directions: {
    whyNot:
      /has the event id "listed:carrier-inbound-1", and "carrier-inbound-1" in its webhook.* by the same function/,
    Provider: class extends AcmeSmsProvider {
      override async listHistory(...asked: Parameters<AcmeSmsProvider['listHistory']>): Promise<CarrierHistoryPage> {
        const { events, cursor } = await super.listHistory(...asked);
        return { events: events.map((event) => ({ ...event, eventId: `listed:${event.eventId}` })), cursor };
      }
    },
  },
  history_has_every_page: {
    whyNot: /asked for without what the carrier gave for it.* Hand on as `cursor`/,
    Provider: class extends AcmeSmsProvider {
      override listHistory(
        period: Parameters<AcmeSmsProvider['listHistory']>[0],
        _: string | null,
        context: CallContext,
      ): Promise<CarrierHistoryPage> {
        return super.listHistory(period, null, context);
      }
    },
  },
  history_does_not_guess: {
    whyNot: /gave no list \(fail\), but it answered \{"events":\[\].* an empty page says/,
    Provider: class extends AcmeSmsProvider {
      override async listHistory(...asked: Parameters<AcmeSmsProvider['listHistory']>): Promise<CarrierHistoryPage> {
        try {
          return await super.listHistory(...asked);
        } catch (error) {
          if (!(error instanceof AcmeUnavailableError)) throw error;
          return { events: [], cursor: null };
        }
      }
    },
  },
  history_honours_abort: {
    whyNot: /The history was given up, but it did not settle.* every request of `listHistory`/,
    Provider: class extends AcmeSmsProvider {
      override listHistory(...[period, cursor, context]: Parameters<AcmeSmsProvider['listHistory']>) {
        return super.listHistory(period, cursor, { ...context, signal: new AbortController().signal });
      }
    },
  },
};
