import { Clock, HttpClient, injectable } from '@hailpoint/kernel';
import { CrmConfig } from './crm-config.js';
import { CrmUnavailableError } from './crm-unavailable-error.js';

/** A customer as the CRM's API gives it. */
export interface CrmCustomer {
  readonly id: string;
  readonly name: string;
  readonly country?: string;
  readonly timeZone?: string;
  readonly language?: string;
  readonly phones: readonly { readonly label: string; readonly number: string; readonly country?: string }[];
}

/** The oldest goes when there are more. */
const mostRemembered = 1_000;

/** Asks the CRM for the customer of a record, and remembers the answer for a while. */
@injectable()
export class CrmClient {
  readonly #remembered = new Map<string, { readonly until: number; readonly customer: CrmCustomer | null }>();

  constructor(
    private readonly config: CrmConfig,
    private readonly http: HttpClient,
    private readonly clock: Clock,
  ) {}

  /** `null`: the CRM knows no customer for it. @throws CrmUnavailableError */
  async customerOf(recordId: string, signal: AbortSignal): Promise<CrmCustomer | null> {
    const now = this.clock.now().getTime();
    const known = this.#remembered.get(recordId);
    if (known !== undefined && known.until > now) return known.customer;
    const customer = await this.#ask(recordId, signal);
    this.#remembered.delete(recordId);
    this.#remembered.set(recordId, { until: now + this.config.cacheSeconds * 1_000, customer });
    for (const oldest of this.#remembered.keys()) {
      if (this.#remembered.size <= mostRemembered) break;
      this.#remembered.delete(oldest);
    }
    return customer;
  }

  async #ask(recordId: string, signal: AbortSignal): Promise<CrmCustomer | null> {
    const { url, apiKey, timeoutMs } = this.config;
    const response = await this.http.request({
      url: `${url.replace(/\/$/, '')}/customers?record=${encodeURIComponent(recordId)}`,
      headers: { authorization: `Bearer ${apiKey}`, accept: 'application/json' },
      timeoutMs,
      signal,
    });
    if (response.status === 404) return null;
    if (response.status !== 200) throw new CrmUnavailableError(response.status);
    return response.json() as CrmCustomer;
  }
}
