import type { CarrierSimulator, CompanyNumber } from '@hailpoint/carrier-simulator';
import { HttpClient, injectable, Lifecycle, Logger, PublicUrls, Storage } from '@hailpoint/kernel';
import { sharedCarriers } from './shared-carrier.js';
import { SmsSimulatorConfig } from './sms-simulator-config.js';

const registrationTimeoutMs = 3_000;

/** The carrier that the provider speaks to: started in this process, or one that runs elsewhere. */
@injectable()
export class SimulatedCarrier {
  /** Key of the signatures of callbacks. */
  readonly secret: string;
  readonly #config: SmsSimulatorConfig;
  readonly #http: HttpClient;
  readonly #publicUrls: PublicUrls;
  readonly #storage: Storage;
  readonly #logger: Logger;
  #inProcess: CarrierSimulator | null = null;
  #release: (() => Promise<void>) | null = null;

  constructor(
    config: SmsSimulatorConfig,
    http: HttpClient,
    publicUrls: PublicUrls,
    storage: Storage,
    logger: Logger,
    lifecycle: Lifecycle,
  ) {
    this.#config = config;
    this.#http = http;
    this.#publicUrls = publicUrls;
    this.#storage = storage;
    this.#logger = logger;
    this.secret = config.secret ?? sharedCarriers(http).secret;
    lifecycle.onStart(() => this.#start());
    lifecycle.onStop(() => this.#release?.());
  }

  /** Address of the carrier's API and of its handset page, without a trailing slash. Known once the plugin has started. */
  get url(): string {
    const url = this.#config.carrierUrl?.replace(/\/+$/, '') ?? this.#inProcess?.url;
    if (url === undefined)
      throw new Error('The simulated carrier was asked for its address before the plugin started.');
    return url;
  }

  /** Where the carrier reports to. */
  get callbacks(): { readonly statusCallback: string; readonly inboundCallback: string; readonly secret: string } {
    return {
      statusCallback: this.#publicUrls.webhook('/status'),
      inboundCallback: this.#publicUrls.webhook('/inbound'),
      secret: this.secret,
    };
  }

  async #start(): Promise<void> {
    const { carrierUrl, handsetPort, ledgerFile } = this.#config;
    if (carrierUrl === undefined) {
      const shared = sharedCarriers(this.#http);
      const { simulator, release } = await shared.use(handsetPort, ledgerFile || undefined, () => this.#numbers());
      this.#inProcess = simulator;
      this.#release = release;
    } else {
      await this.#registerNumbers();
    }
    await this.#storage.set('handsetUrl', this.url);
    this.#logger.info(`The handsets of the simulated carrier are at ${this.url}`, { url: this.url });
  }

  #numbers(): readonly CompanyNumber[] {
    return this.#config.senders.map(({ address, name }) => ({ address, name, ...this.callbacks }));
  }

  /** Lets strangers write in before anything was sent. Each message says the same again, so a carrier that is down now may come later. */
  async #registerNumbers(): Promise<void> {
    for (const { address, ...number } of this.#numbers()) {
      try {
        const { status } = await this.#http.request({
          method: 'PUT',
          url: `${this.url}/v1/numbers/${encodeURIComponent(address)}`,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(number),
          timeoutMs: registrationTimeoutMs,
        });
        if (status !== 200)
          this.#logger.warn('The carrier at carrierUrl did not take the registration of a sender.', { status });
      } catch {
        this.#logger.warn(
          'The carrier at carrierUrl does not answer. Start it, or correct carrierUrl; messages wait until then.',
        );
        return;
      }
    }
  }
}
