import type { InteractionState, InteractionType } from '@hailpoint/store';
import type { Interaction } from '../model/interaction.js';
import type { InteractionViewContext } from './interaction-view.js';
import { isClosed } from './is-closed.js';

/** Whether Compose Message is offered on an interaction, and if not, why. */
export function composeOffer(
  interaction: { readonly type: InteractionType; readonly state: InteractionState },
  context: Pick<InteractionViewContext, 'anySender' | 'actor'>,
): Interaction['compose'] {
  if (context.actor && !context.actor.roles.includes('agent_workspace_user')) {
    return refused('forbidden', 'Composing messages needs the role agent_workspace_user.');
  }
  if (isClosed(interaction.state)) {
    return refused('interaction_closed', 'The interaction is closed. Create a new one to write to the customer.');
  }
  if (interaction.type === 'messaging') {
    return refused('interaction_is_messaging', 'This is a messaging conversation already: reply in it.');
  }
  if (!context.anySender()) {
    return refused(
      'no_sender',
      'No messaging channel has a sender yet. An administrator switches on a channel provider and names its senders.',
    );
  }
  return { offered: true, code: null, reason: null };
}

function refused(code: string, reason: string): Interaction['compose'] {
  return { offered: false, code, reason };
}
