import { setMaxListeners } from 'node:events';
import type { BehaviourScript } from './behaviour/behaviour-script.js';
import { type BehaviourSwitches, SwitchedBehaviour } from './behaviour/switched-behaviour.js';
import { type CallbackRetry, defaultCallbackRetry } from './callbacks/callback-retry.js';
import { CallbackSender } from './callbacks/callback-sender.js';
import { Carrier, type HandsetText } from './carrier.js';
import { Delivery } from './delivery.js';
import { Handsets } from './handsets/handsets.js';
import { behaviourRoutes } from './http/behaviour-routes.js';
import { CarrierServer } from './http/carrier-server.js';
import { EventStream } from './http/event-stream.js';
import { handsetRoutes } from './http/handset-routes.js';
import { historyRoute } from './http/history-route.js';
import { messageRoutes } from './http/message-routes.js';
import { optOutRoutes } from './http/opt-out-routes.js';
import { pageRoutes } from './http/page-routes.js';
import { FileLedger } from './ledger/file-ledger.js';
import { Journal } from './ledger/journal.js';
import type { Ledger } from './ledger/ledger.js';
import type { InboundEntry } from './ledger/ledger-entry.js';
import { MemoryLedger } from './ledger/memory-ledger.js';
import { MessageBook } from './ledger/message-book.js';
import { MediaStore, type StoredMedia } from './media/media-store.js';
import type { CompanyNumber } from './numbers/company-number.js';
import { CompanyNumbers } from './numbers/company-numbers.js';
import { OptOuts } from './opt-outs/opt-outs.js';

export interface CarrierSimulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Default `127.0.0.1`: this machine only. There is no sign-in. */
  readonly host?: string;
  /** Absent: the ledger ends with the process. */
  readonly ledgerFile?: string;
  readonly behaviour?: Partial<BehaviourSwitches>;
  /** Decides in place of the switches. */
  readonly script?: BehaviourScript;
  /** Company numbers that whoever starts the carrier answers for; asked each time one is needed. */
  readonly numbers?: () => readonly CompanyNumber[];
  readonly callbackRetry?: Partial<CallbackRetry>;
  /** Milliseconds before each receipt. Default 0. */
  readonly receiptDelayMs?: number;
}

export interface CarrierSimulator {
  /** Address of the API and of the handset page, without a trailing slash. */
  readonly url: string;
  readonly ledger: Ledger;
  readonly handsets: Handsets;
  readonly behaviour: SwitchedBehaviour;
  /** Sends a text from a phone, as the page does. */
  text(text: HandsetText): Promise<InboundEntry>;
  /** Keeps a picture for a text from a phone. */
  addPicture(bytes: Uint8Array): Promise<StoredMedia>;
  register(number: CompanyNumber): Promise<void>;
  /** Puts a phone on the carrier's own list of those who opted out of a company's number, or takes it off. */
  setOptOut(company: string, phone: string, optedOut: boolean): Promise<void>;
  /** Stops at once; what is owed is done after the next start on the same ledger file. */
  close(): Promise<void>;
}

/** @throws PortInUseError, LedgerCorruptError */
export async function startCarrierSimulator(options: CarrierSimulatorOptions = {}): Promise<CarrierSimulator> {
  const { ledgerFile } = options;
  const ledger = await openLedger(ledgerFile);
  const closing = new AbortController();
  // One listener per callback under way: many at once are load, not a leak.
  setMaxListeners(0, closing.signal);
  const handsets = new Handsets();
  const numbers = new CompanyNumbers(options.numbers);
  const book = new MessageBook();
  const optOuts = new OptOuts();
  const journal = new Journal(ledger, [handsets, numbers, book, optOuts]);
  const media = new MediaStore(ledgerFile ? `${ledgerFile}.media` : null);
  const behaviour = new SwitchedBehaviour(options.behaviour);
  const script = options.script ?? behaviour;
  const callbacks = new CallbackSender({ ...defaultCallbackRetry, ...options.callbackRetry }, closing.signal);
  const receiptDelayMs = options.receiptDelayMs ?? 0;
  let url = '';
  const delivery = new Delivery({
    journal,
    book,
    numbers,
    media,
    callbacks,
    receiptDelayMs,
    closing: closing.signal,
    url: () => url,
  });
  const carrier = new Carrier({
    ledger,
    journal,
    book,
    handsets,
    numbers,
    optOuts,
    script,
    delivery,
    closing: closing.signal,
  });
  const events = new EventStream();
  handsets.onChange((address) => events.send('handset', { address }));
  behaviour.onChange(() => events.send('behaviour', {}));
  // The routes are there before it listens: a company that calls during a restart must not be told that there is nothing here.
  const server = new CarrierServer([
    ...messageRoutes(carrier, numbers),
    ...handsetRoutes(carrier, handsets, media),
    ...optOutRoutes(carrier, optOuts),
    historyRoute({ ledger, book, url: () => url }),
    ...behaviourRoutes(behaviour),
    ...pageRoutes(),
    events.route,
  ]);
  try {
    url = await server.listen(options.host ?? '127.0.0.1', options.port ?? 0);
  } catch (error) {
    events.close();
    await ledger.close();
    throw error;
  }
  carrier.resume();
  return {
    url,
    ledger,
    handsets,
    behaviour,
    text: (text) => carrier.text(text),
    addPicture: (bytes) => media.put(bytes),
    register: (number) => carrier.register(number),
    setOptOut: (company, phone, optedOut) => carrier.setOptOut(company, phone, optedOut),
    async close() {
      closing.abort();
      events.close();
      await server.close();
      await delivery.settled();
      await ledger.close();
    },
  };
}

function openLedger(file: string | undefined): Promise<Ledger> {
  return file ? FileLedger.open(file) : Promise.resolve(new MemoryLedger());
}
