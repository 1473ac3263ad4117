import {
  injectable,
  type VirtualAgent,
  type VirtualAgentAnswer,
  type VirtualAgentSender,
  type VirtualAgentTurn,
} from '@hailpoint/kernel';
import { MyPluginConfig } from './my-plugin-config.js';

/** Where the customer is. All that is kept between turns: any node may take the next one. */
interface State {
  readonly asked: true;
}

/** Asks one question, and gives the conversation to live agents with the answer. */
@injectable()
export class MyPluginAgent implements VirtualAgent {
  constructor(private readonly config: MyPluginConfig) {}

  isValidForChannel(channel: string, _sender: VirtualAgentSender): boolean {
    return this.config.channels.includes(channel);
  }

  respond({ message, state }: VirtualAgentTurn): VirtualAgentAnswer {
    const asked: State = { asked: true };
    if (!isState(state)) return { replies: [this.config.question], state: asked };
    const value = readLine(message.body);
    return {
      replies: [this.config.thanks],
      state: asked,
      ...(value !== '' && { collected: [{ label: 'Order number', value }] }),
      handOff: { reason: 'Asks about an order' },
    };
  }
}

/** What is none, such as of an older version, is a new start. */
function isState(state: unknown): state is State {
  return typeof state === 'object' && state !== null && (state as Partial<State>).asked === true;
}

/** One line, of the length that may be kept. */
function readLine(body: string): string {
  const line = body.toWellFormed().replace(/[\s\p{Cc}]+/gu, ' ');
  return line.trim().slice(0, 200).toWellFormed().trim();
}
