import type { TemplateChoice } from './message-template.js';

/** What an agent wants to send. */
export interface Composition {
  readonly channel: string;
  /** One of the compose options' recipient IDs, or a typed one (*Other*). */
  readonly to: { readonly recipientId: string } | { readonly manual: string };
  /** A sender's id. Default: the one that compose options name. */
  readonly from?: string;
  /** Default: none, because a template has its own. */
  readonly body?: string;
  /** Sent in place of a text and attachments. */
  readonly template?: TemplateChoice;
  readonly attachmentIds?: readonly string[];
  /** Id of an own scheduled message that this one is sent instead of; its attachments may be used. */
  readonly inPlaceOf?: string;
}

export interface SendRequest extends Composition {
  /** Of the preflight that the agent saw. */
  readonly planId?: string;
  /** Confirmations given, such as `recipient_reassignment`. */
  readonly confirm?: readonly string[];
}

export interface ReplyRequest {
  /** Default: none, because a template has its own. */
  readonly body?: string;
  /** Sent in place of a text and attachments. */
  readonly template?: TemplateChoice;
  readonly attachmentIds?: readonly string[];
  readonly planId?: string;
  readonly confirm?: readonly string[];
}
