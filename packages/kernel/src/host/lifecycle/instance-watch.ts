import type { Clock } from '../../services/clock.js';
import type { Logger } from '../../services/logger.js';
import { onMajorCollection } from './major-collections.js';

/** Stopped instances of one plugin that its code still holds, for the one who must act. */
export interface HeldInstances {
  readonly instances: number;
  /** When the first of them stopped. */
  readonly since: Date;
  readonly what: string;
  readonly fix: string;
}

/** Milliseconds that who asked for contributions before the stop may keep them, which is no fault of the plugin. */
const graceMs = 30_000;

/** What the first one finds may have been marked as alive before it was let go. */
const collectionsToSurvive = 2;

const fix =
  'Tell its author: what a plugin starts (a timer, a socket, a listener) belongs to lifecycle.onStop() or lifecycle.own(), and no variable of its module may keep what it was given. A restart of the process lets go of it.';

interface StoppedInstance {
  readonly plugin: string;
  readonly stoppedAt: Date;
  readonly own: readonly WeakRef<object>[];
  survived: number;
}

/**
 * Finds the stopped instances of plugins that cannot be collected, by objects that the host made for one instance only and has let go of:
 * whoever still reaches one of them is the plugin's code, through a timer, a socket or a listener that it left. Watches only while there are
 * stopped instances, and only after collections that happen anyway; nothing that is called knows of it.
 */
export class InstanceWatch {
  readonly #clock: Clock;
  readonly #logger: Logger;
  #stopped: readonly StoppedInstance[] = [];
  #unsubscribe: (() => void) | null = null;

  constructor(clock: Clock, logger: Logger) {
    this.#clock = clock;
    this.#logger = logger;
  }

  /**
   * An instance has stopped.
   * @param own made for it alone, and not known to anybody but its code any more
   */
  stopped(plugin: string, own: readonly object[]): void {
    const references = own.map((object) => new WeakRef(object));
    this.#stopped = [...this.#stopped, { plugin, stoppedAt: this.#clock.now(), own: references, survived: 0 }];
    this.#unsubscribe ??= onMajorCollection(() => this.#look());
  }

  /** `null`: none. */
  heldOf(plugin: string): HeldInstances | null {
    const held = this.#stopped.filter((each) => each.plugin === plugin && isHeld(each));
    const [first] = held;
    if (first === undefined) return null;
    const what =
      held.length === 1
        ? 'An instance of it that has stopped is still held, by something that it started or that its module keeps.'
        : `${held.length} instances of it that have stopped are still held, by something that they started or that its module keeps.`;
    return { instances: held.length, since: first.stoppedAt, what, fix };
  }

  /** Nobody will ask any more. */
  close(): void {
    this.#stopped = [];
    this.#rest();
  }

  /** Right after a collection what can be reached is what was found alive: to look does not keep it so. */
  #look(): void {
    const now = this.#clock.now().getTime();
    const before = this.#stopped;
    this.#stopped = before.filter(({ own }) => own.some((reference) => reference.deref() !== undefined));
    for (const instance of this.#stopped) {
      if (isHeld(instance) || now - instance.stoppedAt.getTime() < graceMs) continue;
      instance.survived += 1;
      if (!isHeld(instance)) continue;
      const { plugin, stoppedAt } = instance;
      this.#logger.warn('stopped plugin instance is still held', { plugin, stoppedAt: stoppedAt.toISOString(), fix });
    }
    for (const plugin of new Set(before.filter(isHeld).map((each) => each.plugin))) {
      if (this.heldOf(plugin) === null) this.#logger.info('stopped plugin instances are not held any more', { plugin });
    }
    if (this.#stopped.length === 0) this.#rest();
  }

  #rest(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = null;
  }
}

function isHeld({ survived }: StoppedInstance): boolean {
  return survived >= collectionsToSurvive;
}
