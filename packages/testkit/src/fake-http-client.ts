import { HttpClient, type HttpRequest, type HttpResponse } from '@hailpoint/kernel';

/** What a test answers with. */
export interface FakeHttpAnswer {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. Default: empty. */
  readonly body?: string | Uint8Array | object;
}

/** Answers requests by a function, and keeps them. A throw of the function is what the plugin gets. */
export class FakeHttpClient extends HttpClient {
  readonly requests: HttpRequest[] = [];

  constructor(private readonly answer: (request: HttpRequest) => FakeHttpAnswer | Promise<FakeHttpAnswer>) {
    super();
  }

  async request(request: HttpRequest): Promise<HttpResponse> {
    this.requests.push(request);
    const { status = 200, headers = {}, body = '' } = await this.answer(request);
    const bytes = toBytes(body);
    const text = () => Buffer.from(bytes).toString('utf8');
    return { status, headers, body: bytes, text, json: () => JSON.parse(text()) as unknown };
  }
}

function toBytes(body: string | Uint8Array | object): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body), 'utf8');
}
