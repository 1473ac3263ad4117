import type { MessageTemplate, Sender } from '@hailpoint/kernel';
import { ScriptedCarrier } from './scripted-carrier.js';

/** A scripted carrier with templates; a test changes the list. */
export class TemplateCarrier extends ScriptedCarrier {
  constructor(
    ours: Sender[],
    public approved: MessageTemplate[],
  ) {
    super(ours);
  }

  templates(): readonly MessageTemplate[] {
    return this.approved;
  }
}
