import type {
  CallContext,
  VirtualAgent,
  VirtualAgentAnswer,
  VirtualAgentConversation,
  VirtualAgentSender,
  VirtualAgentStop,
  VirtualAgentTurn,
} from '@hailpoint/kernel';

/** What the virtual agent says to the next turn. */
export type VirtualAgentScript = (
  turn: VirtualAgentTurn,
  context: CallContext,
) => Promise<VirtualAgentAnswer | null> | VirtualAgentAnswer | null;

/** A virtual agent that says what a test tells it to, and remembers what it was asked and told. Counts its turns in its state. */
export class ScriptedVirtualAgent implements VirtualAgent {
  readonly turns: VirtualAgentTurn[] = [];
  readonly stops: { readonly number: string; readonly why: VirtualAgentStop; readonly state: unknown }[] = [];
  valid: (channel: string, sender: VirtualAgentSender) => boolean = () => true;
  script: VirtualAgentScript = ({ message, state }) => ({
    replies: [`Echo: ${message.body}`],
    state: { turns: ((state as { turns: number } | null)?.turns ?? 0) + 1 },
  });
  onStop: () => Promise<void> | void = () => {};

  isValidForChannel(channel: string, sender: VirtualAgentSender): boolean {
    return this.valid(channel, sender);
  }

  respond(turn: VirtualAgentTurn, context: CallContext) {
    this.turns.push(turn);
    return this.script(turn, context);
  }

  async stopped(conversation: VirtualAgentConversation, why: VirtualAgentStop, state: unknown): Promise<void> {
    await this.onStop();
    this.stops.push({ number: conversation.number, why, state });
  }
}
