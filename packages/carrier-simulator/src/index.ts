/** A carrier for first use and tests: its own ledger, phones to look at, and misbehaviour on demand. */
export type { ArrivingMessage, ArrivingText, BehaviourScript } from './behaviour/behaviour-script.js';
export { type CarrierBehaviour, defaultBehaviour } from './behaviour/carrier-behaviour.js';
export { type ChaosPreset, type ChaosProfile, chaosPresets, type Delay } from './behaviour/chaos-profile.js';
export type { ChaosSetting } from './behaviour/chaos-setting.js';
export type { SeedBy } from './behaviour/decide-behaviour.js';
export { type Refusal, type RefusalCode, refusals } from './behaviour/refusals.js';
export { type SeededBehaviourOptions, seededBehaviour } from './behaviour/seeded-behaviour.js';
export { type BehaviourSwitches, SwitchedBehaviour } from './behaviour/switched-behaviour.js';
export { type UndeliveredCode, undeliveredCodes } from './behaviour/undelivered-codes.js';
export type { CallbackBody, InboundCallback, ReceiptCallback } from './callbacks/callback-body.js';
export { type CallbackRetry, defaultCallbackRetry } from './callbacks/callback-retry.js';
export { isCallbackSigned, signatureHeader, signCallback } from './callbacks/sign-callback.js';
export type { HandsetText } from './carrier.js';
export { InvalidRequestError } from './errors/invalid-request-error.js';
export { LedgerCorruptError } from './errors/ledger-corrupt-error.js';
export { LedgerWriteError } from './errors/ledger-write-error.js';
export { PortInUseError } from './errors/port-in-use-error.js';
export type {
  Handset,
  HandsetMedia,
  HandsetMessage,
  ReceivedMessage,
  SentMessage,
} from './handsets/handset-message.js';
export { Handsets } from './handsets/handsets.js';
export type { Ledger } from './ledger/ledger.js';
export type * from './ledger/ledger-entry.js';
export { readLedgerFile } from './ledger/read-ledger-file.js';
export type { StoredMedia } from './media/media-store.js';
export type { CompanyNumber } from './numbers/company-number.js';
export type { OptOut } from './opt-outs/opt-outs.js';
export { countSegments } from './segments.js';
export {
  type CarrierSimulator,
  type CarrierSimulatorOptions,
  startCarrierSimulator,
} from './start-carrier-simulator.js';
