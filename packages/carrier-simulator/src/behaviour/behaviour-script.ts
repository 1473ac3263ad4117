import type { CarrierBehaviour } from './carrier-behaviour.js';

/** A message that a company posts. */
export interface ArrivingMessage {
  readonly clientMessageId: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  /** How often this client message id was posted to this process, this time included. */
  readonly attempt: number;
}

/** A text from a phone. */
export interface ArrivingText {
  readonly from: string;
  readonly to: string;
  readonly body: string;
}

/** Decides how messages are treated: the switches of the page, a seed, or a script that a test wrote. */
export interface BehaviourScript {
  /** Called once for each message that arrives, in order of arrival. */
  next(message: ArrivingMessage): CarrierBehaviour;
  /** Called once for each text from a phone. Absent: `current`. */
  inbound?(text: ArrivingText): CarrierBehaviour;
  /** For what no arriving message decides: what an earlier process owed, and a phone that is read. */
  current(): CarrierBehaviour;
}
