import type { ConsentSource } from '@hailpoint/store';
import type { SendVia } from '../model/asked.js';

/** A rule of the configuration, as it was when it was carried out. */
export interface FollowUpNote {
  readonly rule: string;
  readonly when: 'customer_unanswered' | 'agent_unanswered';
  readonly afterMs: number;
}

/** Ids of the plugins. `why`: the first said that it surely did not send it, is not called for a while, or is off. */
export interface ProviderChange {
  readonly from: string;
  readonly to: string;
  readonly why: 'not_sent' | 'paused' | 'switched_off';
}

/**
 * What the history can tell beyond what messages, attempts and receipts say themselves. One member for each kind; `history-words.ts` has the
 * sentence for each. No address and no message text.
 */
export type HistoryEvent =
  /** A message that surely was not sent goes out through another plugin with the same sender. */
  | { readonly kind: 'provider_changed'; readonly detail: ProviderChange }
  | {
      readonly kind: 'closed';
      readonly detail: {
        readonly state: string;
        readonly reason: string;
        /** The rule that closed it; absent: the user did. */
        readonly followUp?: FollowUpNote;
        /** A changed rule of match keys closed it. `into`: the conversation with the same subscriber that goes on. */
        readonly rekeyed?: { readonly into: string | null };
      };
    }
  /** A follow-up did something else than closing. */
  | {
      readonly kind: 'followed_up';
      readonly detail: FollowUpNote & {
        readonly action: 'prompt_agent' | 'prompt_requester' | 'reassign' | 'set_state';
      };
    }
  /** The virtual agent no longer has the conversation, and live agents have it. */
  | {
      readonly kind: 'handed_off';
      readonly detail: { readonly why: 'handed_off' | 'failed' | 'opted_out'; readonly plugin: string | null };
    }
  | {
      readonly kind: 'message_scheduled' | 'scheduled_changed' | 'scheduled_canceled';
      readonly detail: { readonly scheduledMessage: string; readonly sendAt: string };
    }
  | {
      readonly kind: 'scheduled_sent';
      readonly detail: { readonly scheduledMessage: string; readonly sendAt: string; readonly interaction: string };
    }
  | {
      readonly kind: 'scheduled_needs_attention';
      readonly detail: {
        readonly scheduledMessage: string;
        readonly sendAt: string;
        readonly code: string;
        readonly reason: string;
      };
    }
  /** An agent decided to send a message of unknown outcome again: `attempt` is the one that stays unknown. */
  | { readonly kind: 'sent_again'; readonly detail: { readonly attempt: number } }
  /** Somebody wanted to send and was refused: nothing was sent, and nothing else is kept of it. */
  | {
      readonly kind: 'send_refused';
      readonly detail: {
        readonly code: string;
        readonly reasons: readonly { readonly code: string; readonly reason: string }[];
        readonly channel: string | null;
        /** Name of the sender. */
        readonly sender: string | null;
        readonly reply: boolean;
        readonly via: SendVia | null;
      };
    }
  /** User ids; `null`: nobody. */
  | { readonly kind: 'assigned'; readonly detail: { readonly from: string | null; readonly to: string | null } }
  /** An agent said whose the number of a conversation is. User ids; `from` `null`: a guest. `canceled`: messages that had not gone out. */
  | {
      readonly kind: 'associated';
      readonly detail: { readonly from: string | null; readonly to: string; readonly canceled: number };
    }
  | { readonly kind: 'state_changed'; readonly detail: { readonly from: string; readonly to: string } }
  /** Names of the fields that changed, without what they hold. */
  | { readonly kind: 'edited'; readonly detail: { readonly fields: readonly string[] } }
  | {
      readonly kind: 'opted_out' | 'opt_out_lifted' | 'opted_in';
      /** `word`: the keyword that was texted. */
      readonly detail: { readonly source: ConsentSource; readonly word?: string };
    };

export type HistoryKind = HistoryEvent['kind'];
