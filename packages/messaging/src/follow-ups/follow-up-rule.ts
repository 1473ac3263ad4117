import type { InteractionState } from '@hailpoint/store';

export type OpenState = Exclude<InteractionState, 'closed_complete' | 'closed_abandoned'>;

/**
 * Who is waited for. `customer_unanswered`: the customer wrote and nobody has answered; counts from their first message that nobody answered.
 * `agent_unanswered`: we wrote last and the customer has not answered; counts from our last message.
 */
export type FollowUpEvent = 'customer_unanswered' | 'agent_unanswered';

/** All that are given must hold when the time has come. */
export interface FollowUpFilter {
  readonly channel?: string;
  /** Id of a sender. */
  readonly sender?: string;
  readonly state?: OpenState;
  readonly assigned?: 'agent' | 'nobody' | 'virtual_agent';
}

export type FollowUpAction =
  /** Tells the assignee and the live group; where there are none, all agents. */
  | { readonly kind: 'prompt_agent' }
  /** Sends the customer a text, where policies and consent allow it. */
  | { readonly kind: 'prompt_requester'; readonly text: string }
  /** User name of an agent; `null`: nobody. Never takes a conversation from the virtual agent. */
  | { readonly kind: 'reassign'; readonly to: string | null }
  | { readonly kind: 'set_state'; readonly state: OpenState }
  | { readonly kind: 'close'; readonly state: 'closed_complete' | 'closed_abandoned' };

/** What happens when a conversation has been left unanswered for a while. */
export interface FollowUpRule {
  /** Unique; its identity over restarts, and what the record shows. */
  readonly name: string;
  readonly when: FollowUpEvent;
  /** Milliseconds. */
  readonly afterMs: number;
  readonly filter: FollowUpFilter;
  readonly action: FollowUpAction;
}

const minute = 60_000;

/** What holds where the configuration says nothing. */
export const defaultFollowUps: readonly FollowUpRule[] = [
  {
    name: 'Customer waits',
    when: 'customer_unanswered',
    afterMs: 30 * minute,
    filter: {},
    action: { kind: 'prompt_agent' },
  },
  {
    name: 'Customer went silent',
    when: 'agent_unanswered',
    afterMs: 2 * 24 * 60 * minute,
    filter: {},
    action: { kind: 'close', state: 'closed_abandoned' },
  },
];
