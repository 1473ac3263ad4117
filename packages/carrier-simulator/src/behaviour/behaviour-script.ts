import type { CarrierBehaviour } from './carrier-behaviour.js';

/** Decides how messages are treated: the switches of the page, or a script that a test wrote. */
export interface BehaviourScript {
  /** Called once for each message that arrives, in order of arrival. */
  next(message: { readonly clientMessageId: string; readonly from: string; readonly to: string }): CarrierBehaviour;
  /** For what no arriving message decides: what an earlier process owed, and a phone that is read. */
  current(): CarrierBehaviour;
}
