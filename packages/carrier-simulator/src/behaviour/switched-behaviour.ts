import type { ArrivingMessage, ArrivingText, BehaviourScript } from './behaviour-script.js';
import { type CarrierBehaviour, defaultBehaviour } from './carrier-behaviour.js';
import { type ChaosSetting, chaosProfile } from './chaos-setting.js';
import { seededBehaviour } from './seeded-behaviour.js';

/** How the switches stand. While `chaos` is set, it decides about messages, and the other switches wait. */
export interface BehaviourSwitches extends CarrierBehaviour {
  readonly chaos: ChaosSetting | null;
}

/** Behaviour as the switches stand: the same for every message until somebody changes one, or what a seed says. */
export class SwitchedBehaviour implements BehaviourScript {
  #switches: BehaviourSwitches;
  #seeded: BehaviourScript | null;
  readonly #listeners = new Set<() => void>();

  constructor(initial: Partial<BehaviourSwitches> = {}) {
    this.#switches = Object.freeze({ ...defaultBehaviour, chaos: null, ...initial });
    this.#seeded = seededOf(this.#switches);
  }

  current(): BehaviourSwitches {
    return this.#switches;
  }

  next(message: ArrivingMessage): CarrierBehaviour {
    return this.#seeded?.next(message) ?? this.#switches;
  }

  inbound(text: ArrivingText): CarrierBehaviour {
    return this.#seeded?.inbound?.(text) ?? this.#switches;
  }

  /** What is absent stays as it is. */
  set(change: Partial<BehaviourSwitches>): BehaviourSwitches {
    this.#switches = Object.freeze({ ...this.#switches, ...change });
    this.#seeded = seededOf(this.#switches);
    for (const listener of this.#listeners) listener();
    return this.#switches;
  }

  /** Returns the way to stop it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

function seededOf({ chaos }: BehaviourSwitches): BehaviourScript | null {
  return (
    chaos && seededBehaviour({ seed: chaos.seed, profile: chaosProfile(chaos), ...(chaos.by ? { by: chaos.by } : {}) })
  );
}
