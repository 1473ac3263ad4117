import type { BehaviourScript } from './behaviour-script.js';
import { defaultBehaviour } from './carrier-behaviour.js';
import type { ChaosProfile } from './chaos-profile.js';
import { decideBehaviour, decideInboundBehaviour, type SeedBy } from './decide-behaviour.js';

export interface SeededBehaviourOptions {
  /** Any whole number. Whoever uses one prints it, so that it can be replayed. */
  readonly seed: number;
  readonly profile: ChaosProfile;
  /** Default `id`. */
  readonly by?: SeedBy;
}

/** Misbehaviour that a seed decides: the same for the same messages, whenever and in whatever order they come. */
export function seededBehaviour({ seed, profile, by = 'id' }: SeededBehaviourOptions): BehaviourScript {
  return {
    next: (message) => decideBehaviour(seed, profile, message, by),
    inbound: (text) => decideInboundBehaviour(seed, profile, text),
    current: () => defaultBehaviour,
  };
}
