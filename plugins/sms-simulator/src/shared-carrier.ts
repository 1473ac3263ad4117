import { randomBytes } from 'node:crypto';
import { type CarrierSimulator, type CompanyNumber, startCarrierSimulator } from '@hailpoint/carrier-simulator';

interface Running {
  readonly simulator: Promise<CarrierSimulator>;
  /** What each user's numbers are; those of the last one hold. */
  readonly users: (() => readonly CompanyNumber[])[];
}

/** What the instances of this plugin in one host have in common. */
class SharedCarriers {
  /** For configurations that name no secret: what one instance asked for, the next one can verify. */
  readonly secret = randomBytes(32).toString('base64url');
  readonly #running = new Map<string, Running>();
  readonly #closing = new Map<string, Promise<void>>();

  /**
   * The carrier on this port: the one that a former instance runs, or a new one. A new instance starts before the former has stopped, so
   * both cannot have a carrier of their own on one port; and the phones keep their messages.
   */
  async use(port: number, ledgerFile: string | undefined, numbers: () => readonly CompanyNumber[]) {
    const key = JSON.stringify([port, ledgerFile ?? null]);
    await this.#closing.get(key);
    const running = this.#running.get(key) ?? this.#start(key, port, ledgerFile);
    running.users.push(numbers);
    const leave = () => running.users.splice(running.users.indexOf(numbers), 1);
    const release = async () => {
      leave();
      if (running.users.length > 0) return;
      this.#running.delete(key);
      const closed = running.simulator.then((simulator) => simulator.close());
      this.#closing.set(key, closed);
      await closed.finally(() => this.#closing.delete(key));
    };
    try {
      return { simulator: await running.simulator, release };
    } catch (error) {
      leave();
      this.#running.delete(key);
      throw error;
    }
  }

  #start(key: string, port: number, ledgerFile: string | undefined): Running {
    const users: Running['users'] = [];
    const simulator = startCarrierSimulator({
      port,
      numbers: () => users.at(-1)?.() ?? [],
      ...(ledgerFile === undefined ? {} : { ledgerFile }),
    });
    const running: Running = { users, simulator };
    this.#running.set(key, running);
    return running;
  }
}

const ofHosts = new WeakMap<object, SharedCarriers>();

/** @param host what all instances of one host are given, and no other host's */
export function sharedCarriers(host: object): SharedCarriers {
  const shared = ofHosts.get(host) ?? new SharedCarriers();
  ofHosts.set(host, shared);
  return shared;
}
