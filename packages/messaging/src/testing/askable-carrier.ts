import type { ChannelCapabilities, LookUpOutcome, OutboundMessage } from '@hailpoint/kernel';
import { ScriptedCarrier } from './scripted-carrier.js';

/** A scripted carrier that can be asked what became of a message. It says that it does not have it, unless a script says otherwise. */
export class AskableCarrier extends ScriptedCarrier {
  override readonly capabilities: ChannelCapabilities = {
    ...new ScriptedCarrier().capabilities,
    lookUpSettlesAfterMs: 60_000,
  };
  readonly asked: OutboundMessage[] = [];
  answer: (message: OutboundMessage) => Promise<LookUpOutcome> | LookUpOutcome = () => ({ outcome: 'absent' });

  async lookUp(message: OutboundMessage): Promise<LookUpOutcome> {
    this.asked.push(message);
    return this.answer(message);
  }
}
