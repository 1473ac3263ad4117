import { type Availability, type AvailabilityPolicy, type AvailabilitySituation, injectable } from '@hailpoint/kernel';
import { WhatsAppCloudConfig } from './whatsapp-cloud-config.js';

/** Milliseconds. Elapsed time: no clock of any place changes it. */
const windowMs = 24 * 60 * 60_000;

/** How long that is, `until` says: whoever shows it can count down. */
const note = 'WhatsApp takes free text for 24 hours after the customer’s last message; after that, only a template.';

/**
 * Meta's customer service window: free text goes only within 24 hours of the customer's last message to the same number. An approved template
 * goes at any time. Source: "Customer service windows" in Meta's documentation of service messages.
 */
@injectable()
export class CustomerServiceWindow implements AvailabilityPolicy {
  readonly #hasTemplates: boolean;

  constructor({ templates }: WhatsAppCloudConfig) {
    this.#hasTemplates = templates.length > 0;
  }

  isValidForChannel(channel: string): boolean {
    return channel === 'whatsapp';
  }

  /** Open while `at` is before the customer's last message plus 24 hours, to the millisecond. */
  isChannelAvailable({ at, lastInboundAt, recipientId, template }: AvailabilitySituation): Availability {
    // While nobody is chosen there is no window to look at; the question comes again with the recipient.
    if (template !== null || recipientId === null) return { available: true };
    const until = lastInboundAt === null ? null : new Date(lastInboundAt.getTime() + windowMs);
    if (until !== null && at.getTime() < until.getTime()) {
      return { available: true, note, until };
    }
    const why =
      until === null
        ? 'The customer has not written to this WhatsApp number yet'
        : 'The customer last wrote to this WhatsApp number 24 hours ago or more';
    const way = this.#hasTemplates
      ? 'Choose an approved template; when the customer answers, free text can be sent for 24 hours.'
      : 'It takes an approved template, and none is set up: ask your administrator to list them in the plugin whatsapp-cloud.';
    return { available: false, code: 'outside_window', reason: `${why}, so no free text can be sent. ${way}` };
  }
}
