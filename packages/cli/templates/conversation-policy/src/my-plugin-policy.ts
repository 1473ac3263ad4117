import {
  type ConversationPlan,
  type ConversationPolicy,
  type ConversationSituation,
  injectable,
} from '@hailpoint/kernel';
import { MyPluginConfig } from './my-plugin-config.js';

/** Nobody writes into the conversation of a colleague. Everything else is left to the next policy. */
@injectable()
export class MyPluginPolicy implements ConversationPolicy {
  constructor(private readonly config: MyPluginConfig) {}

  /** Synchronous and pure: it is asked for the preflight, and again inside the transaction that sends. */
  decide({ agent, conversation }: ConversationSituation): ConversationPlan | null {
    if (conversation === null || conversation.assignedTo === null) return null;
    if (conversation.assignedTo === agent || conversation.liveGroup.includes(agent)) return null;
    return { action: 'refuse', row: 'colleague', code: 'conversation_of_a_colleague', reason: this.config.reason };
  }
}
