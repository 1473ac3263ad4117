import type { Sender } from '@hailpoint/kernel';
import { messagingServiceForm } from './messaging-service-form.js';

/** A message as Twilio lists it: what of it is looked at. */
export interface TwilioMessage {
  readonly sid: string;
  /** `inbound`, `outbound-api`, `outbound-call`, `outbound-reply`. */
  readonly direction: string;
  readonly status: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly body: string | null;
  readonly messagingServiceSid: string | null;
  readonly numMedia: string | null;
  readonly errorCode: number | null;
  readonly dateCreated: Date | null;
  readonly dateSent: Date | null;
  readonly dateUpdated: Date | null;
}

/** Whether an outbound message went out from one of our senders: its number, or the Messaging Service that chose it. */
export function isFrom(sender: Sender, { from, messagingServiceSid }: TwilioMessage): boolean {
  return messagingServiceForm.test(sender.id) ? messagingServiceSid === sender.id : from === sender.address;
}
