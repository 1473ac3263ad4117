import { ChannelProvider, type Clock } from '@hailpoint/kernel';
import type { PluginHost } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import type { ConfiguredPlugin, PluginFile } from '../model/plugin-administration.js';
import { listeningPlugins, noteCarrierPlugins } from './carrier-plugins.js';
import { type EffectivePlugin, effectivePlugins } from './effective-plugins.js';
import type { PluginOverrides } from './plugin-overrides.js';

/** A carrier's plugin that is off ends to listen with so little precision. Milliseconds. */
const listeningEveryMs = 60_000;

export interface WantedPluginsDependencies {
  readonly store: Store;
  readonly host: PluginHost;
  readonly clock: Clock;
}

/** Says what the plugins of a file shall be, and remembers which carriers' plugins are off and still listen. */
export class WantedPlugins {
  readonly #deps: WantedPluginsDependencies;
  readonly #ids = new Map<string, string>();
  #listening: { readonly at: number; readonly ids: ReadonlySet<string> } = { at: 0, ids: new Set() };

  constructor(dependencies: WantedPluginsDependencies) {
    this.#deps = dependencies;
  }

  /** @param look whether it is asked anew who listens, instead of now and then */
  async of(file: PluginFile, overrides: PluginOverrides, look = false): Promise<readonly EffectivePlugin[]> {
    const now = this.#deps.clock.now();
    if (look || Math.abs(now.getTime() - this.#listening.at) >= listeningEveryMs) {
      this.#listening = { at: now.getTime(), ids: await listeningPlugins(this.#deps.store, now) };
    }
    const { host } = this.#deps;
    // One that is on now was on when it is switched off. A lone file says its id only while it is loaded.
    const running = host.points.contributions(ChannelProvider).map(({ plugin }) => plugin);
    const ids = new Map(host.plugins().map(({ package: source, id }) => [source, id]));
    const listens = (plugin: ConfiguredPlugin) => {
      const id = this.#identify(plugin) ?? ids.get(plugin.package) ?? plugin.package;
      return this.#listening.ids.has(id) || running.includes(id);
    };
    return effectivePlugins(file.plugins, overrides, (plugin) => this.#identify(plugin), listens);
  }

  /** Notes which carriers' plugins are on and which are off. */
  async noteCarriers(): Promise<void> {
    const { host, store, clock } = this.#deps;
    const on = new Set(host.points.contributions(ChannelProvider).map(({ plugin }) => plugin));
    const off = host.plugins().flatMap(({ id, enabled }) => (enabled || on.has(id) ? [] : [id]));
    const now = clock.now();
    await noteCarrierPlugins(store, { on: [...on], off, now });
    this.#listening = { at: now.getTime(), ids: await listeningPlugins(store, now) };
  }

  #identify(plugin: ConfiguredPlugin): string | null {
    const known = this.#ids.get(plugin.package);
    if (known !== undefined) return known;
    const id = this.#deps.host.identify(plugin);
    if (id !== null) this.#ids.set(plugin.package, id);
    return id;
  }
}
