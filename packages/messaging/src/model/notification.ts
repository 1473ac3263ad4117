export type NotificationKind =
  | 'reply_received'
  | 'agent_joined'
  | 'conversation_closed'
  | 'conversation_taken'
  | 'send_failed'
  | 'send_unknown'
  | 'recipient_unclear'
  /** Somebody else said whose the number of a conversation is. */
  | 'recipient_associated'
  /** The virtual agent gave a conversation to live agents. */
  | 'handed_off'
  /** A conversation has been left unanswered for as long as a rule says. */
  | 'follow_up'
  | 'scheduled_needs_attention'
  | 'scheduled_canceled';

export interface Notification {
  readonly id: string;
  readonly kind: NotificationKind;
  /** One sentence for the agent; holds names and numbers of interactions, never an address or a text. */
  readonly body: string;
  readonly interaction: string | null;
  readonly messageId: string | null;
  readonly read: boolean;
  readonly createdAt: string;
}

export interface NotificationList {
  readonly items: readonly Notification[];
  readonly unread: number;
  readonly nextCursor: string | null;
}
