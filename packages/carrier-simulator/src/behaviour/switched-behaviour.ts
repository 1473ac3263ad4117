import type { BehaviourScript } from './behaviour-script.js';
import { type CarrierBehaviour, defaultBehaviour } from './carrier-behaviour.js';

/** Behaviour as the switches stand: the same for every message until somebody changes one. */
export class SwitchedBehaviour implements BehaviourScript {
  #behaviour: CarrierBehaviour;
  readonly #listeners = new Set<() => void>();

  constructor(initial: Partial<CarrierBehaviour> = {}) {
    this.#behaviour = Object.freeze({ ...defaultBehaviour, ...initial });
  }

  current(): CarrierBehaviour {
    return this.#behaviour;
  }

  next(): CarrierBehaviour {
    return this.#behaviour;
  }

  /** What is absent stays as it is. */
  set(change: Partial<CarrierBehaviour>): CarrierBehaviour {
    this.#behaviour = Object.freeze({ ...this.#behaviour, ...change });
    for (const listener of this.#listeners) listener();
    return this.#behaviour;
  }

  /** Returns the way to stop it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
