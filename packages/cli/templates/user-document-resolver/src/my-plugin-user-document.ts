import {
  type CallContext,
  HttpClient,
  type HttpResponse,
  injectable,
  type TableRecord,
  type UserDocument,
  type UserDocumentResolver,
} from '@hailpoint/kernel';
import { CrmUnavailableError } from './crm-unavailable-error.js';
import { MyPluginConfig } from './my-plugin-config.js';

/** The recipient of a message is whom the CRM names for the record. */
@injectable()
export class MyPluginUserDocument implements UserDocumentResolver {
  constructor(
    private readonly config: MyPluginConfig,
    private readonly http: HttpClient,
  ) {}

  isValidForTableRecord(record: TableRecord): boolean {
    return record.table === 'interaction';
  }

  /** @throws CrmUnavailableError; `null` is for records of which the CRM knows nothing: the next resolver is asked */
  async getUserDocument(record: TableRecord, { signal }: CallContext): Promise<UserDocument | null> {
    const response = await this.#ask(record.number, signal);
    if (response.status === 404) return null;
    const customer = readCustomer(response);
    return {
      person: { source: 'crm', id: customer.id, name: customer.name },
      addresses: customer.phone === null ? [] : [{ kind: 'phone', value: customer.phone, label: 'Phone' }],
      explanation: 'The customer whom the CRM names for this record',
    };
  }

  async #ask(number: string, signal: AbortSignal): Promise<HttpResponse> {
    const headers = { authorization: `Bearer ${this.config.apiKey}` };
    const query = new URLSearchParams({ interaction: number });
    try {
      return await this.http.request({ url: `${this.config.crmUrl}/customers?${query}`, headers, signal });
    } catch {
      throw new CrmUnavailableError('The CRM does not answer.');
    }
  }
}

interface Customer {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
}

/** @throws CrmUnavailableError unless it is `{ "id", "name", "phone"? }` */
function readCustomer(response: HttpResponse): Customer {
  const { id, name, phone } = readFields(response);
  if (response.status !== 200 || !isText(id) || !isText(name))
    throw new CrmUnavailableError(`The CRM named no customer (${response.status}).`);
  return { id, name, phone: isText(phone) ? phone : null };
}

function readFields(response: HttpResponse): Readonly<Record<string, unknown>> {
  try {
    return (response.json() ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
