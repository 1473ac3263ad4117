import {
  injectable,
  type SelectableSender,
  type SenderChoice,
  type SenderSelector,
  type SenderSituation,
} from '@hailpoint/kernel';
import { MyPluginConfig } from './my-plugin-config.js';

/** The first of the preferred senders that does not rest. */
@injectable()
export class MyPluginSelector implements SenderSelector {
  constructor(private readonly config: MyPluginConfig) {}

  isValidForChannel(channel: string): boolean {
    return this.config.channels.includes(channel);
  }

  /** `null`: the next selector is asked, and if none answers, it is the default order. */
  selectSender({ senders, running }: SenderSituation): SenderChoice | null {
    // Another sender would begin a second conversation beside the one that is running.
    const going = senders.find(({ id }) => id === running);
    if (going) return choice(going, 'running_conversation', 'The sender of the running conversation.');
    const preferred = this.config.preferred.flatMap((wanted) => senders.find(({ id }) => id === wanted) ?? []);
    const best = preferred.find(({ health }) => health.circuit !== 'open');
    return best ? choice(best, 'preferred', 'The preferred sender.') : null;
  }
}

/** The reason names no address: the agent sees it beside. */
function choice({ id }: SelectableSender, code: string, reason: string): SenderChoice {
  return { senderId: id, code, reason };
}
