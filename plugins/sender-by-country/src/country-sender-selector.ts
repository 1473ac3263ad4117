import { injectable, type SenderChoice, type SenderSelector, type SenderSituation } from '@hailpoint/kernel';
import { chooseSender, type SenderRules } from './choose-sender.js';
import { SenderByCountryConfig } from './sender-by-country-config.js';

/** The sender by the country of the recipient; one that has trouble is avoided. */
@injectable()
export class CountrySenderSelector implements SenderSelector {
  readonly #channels: ReadonlySet<string>;
  readonly #rules: SenderRules;

  constructor({ channels, countries, others, failures, longestWaitSeconds }: SenderByCountryConfig) {
    this.#channels = new Set(channels);
    this.#rules = {
      sendersOf: new Map(countries.map(({ country, senders }) => [country, senders])),
      others,
      failures,
      longestWaitMs: longestWaitSeconds * 1_000,
    };
  }

  isValidForChannel(channel: string): boolean {
    return this.#channels.has(channel);
  }

  selectSender(situation: SenderSituation): SenderChoice | null {
    return chooseSender(this.#rules, situation);
  }
}
