import type { Logger } from '@hailpoint/kernel';
import type { Store } from '@hailpoint/store';
import type { PacedSender } from '../pacing/lock-buckets.js';
import { goOnWithout } from '../workers/go-on-without.js';
import {
  type Claimed,
  type ClaimedMessage,
  type ClaimingProvider,
  claimMessages,
  type UnpaidMessage,
} from './claim-messages.js';
import { claimPaced, type PacedClaim } from './claim-paced.js';
import { holdWaiting } from './hold-waiting.js';
import { Turns } from './turns.js';

export interface Taken {
  readonly messages: readonly ClaimedMessage[];
  /** There may be more to take at once. */
  readonly more: boolean;
  /** Milliseconds until a sender's pace lets its next message go; `null`: none waits for that. */
  readonly nextInMs: number | null;
}

const nothing: Taken = { messages: [], more: false, nextInMs: null };
const nothingPaced: PacedClaim = { messages: [], waiting: [], contested: false, unpaid: [], unaffordable: [] };

/** The outbox as one node takes from it. */
export class Outbox {
  readonly #store: Pick<Store, 'execute' | 'transaction'>;
  readonly #logger: Pick<Logger, 'error'>;
  readonly #owner: string;
  readonly #leaseMs: number;
  readonly #turns = new Turns();
  /** By sender: between these times its bucket pays for nothing. */
  readonly #broke = new Map<string, { readonly from: number; readonly until: number }>();

  constructor(
    store: Pick<Store, 'execute' | 'transaction'>,
    logger: Pick<Logger, 'error'>,
    owner: string,
    leaseMs: number,
  ) {
    this.#store = store;
    this.#logger = logger;
    this.#owner = owner;
    this.#leaseMs = leaseMs;
  }

  /**
   * Takes what is due, as far as there are slots. Only senders that have a pace, and something to send, have their bucket locked. Once messages
   * are claimed they are answered, whatever fails afterwards: nobody else has them, and nobody could tell that they were never handed over.
   */
  async take(providers: readonly ClaimingProvider[], senders: readonly PacedSender[], now: Date): Promise<Taken> {
    if (providers.length === 0) return nothing;
    const claim = { now, owner: this.#owner, leaseMs: this.#leaseMs, turns: this.#turns };
    const paced = senders.map(({ channel, id, pace }) => ({ channel, id, tokens: 0, burst: pace.burst }));
    const others = await claimMessages(this.#store, { ...claim, providers, paced });
    const sending = senders.filter((sender) => others.unpaid.some((message) => isOf(message, sender)));
    const able = sending.filter((sender) => this.#msUntilPayable(sender, now) <= 0);
    const left = slotsLeft(providers, others.messages);
    const ofPaced =
      able.length > 0 && left.length > 0
        ? await this.#goOnWithout(
            'claim of paced senders',
            claimPaced(this.#store, { ...claim, providers: left }, able),
            nothingPaced,
          )
        : nothingPaced;
    for (const { channel, id, ms } of ofPaced.unaffordable) {
      this.#broke.set(`${channel} ${id}`, { from: now.getTime(), until: now.getTime() + ms });
    }
    const messages = [...others.messages, ...ofPaced.messages];
    const hold = this.#hold(slotsLeft(providers, messages), [others, ofPaced]);
    const held = await this.#goOnWithout('setting waiting messages aside', hold, 0);
    const waits = sending.map((sender) => this.#msUntilPayable(sender, now)).filter((ms) => ms > 0);
    return {
      messages,
      more: messages.length > 0 || held > 0 || others.contested || ofPaced.contested,
      nextInMs: waits.length === 0 ? null : Math.min(...waits),
    };
  }

  #goOnWithout<T>(step: string, work: Promise<T>, instead: T): Promise<T> {
    return goOnWithout(this.#logger, step, work, instead);
  }

  /** A clock that went back makes nobody wait. */
  #msUntilPayable({ channel, id }: PacedSender, now: Date): number {
    const broke = this.#broke.get(`${channel} ${id}`);
    return broke && now.getTime() >= broke.from ? broke.until - now.getTime() : 0;
  }

  /** Only where slots stayed free: the messages that cannot go yet may have hidden some that can. */
  async #hold(left: readonly ClaimingProvider[], claims: readonly Pick<Claimed, 'waiting'>[]): Promise<number> {
    const waiting = new Set(claims.flatMap((claim) => claim.waiting));
    return left.length === 0 ? 0 : holdWaiting(this.#store, [...waiting]);
  }
}

function isOf({ channel, senderId }: UnpaidMessage, sender: PacedSender): boolean {
  return channel === sender.channel && senderId === sender.id;
}

function slotsLeft(
  providers: readonly ClaimingProvider[],
  messages: readonly ClaimedMessage[],
): readonly ClaimingProvider[] {
  return providers
    .map(({ plugin, free }) => ({ plugin, free: free - messages.filter((one) => one.plugin_id === plugin).length }))
    .filter(({ free }) => free > 0);
}
