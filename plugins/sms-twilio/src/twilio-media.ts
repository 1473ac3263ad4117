import type { HttpClient } from '@hailpoint/kernel';
import { ForeignMediaError } from './foreign-media-error.js';
import { MediaUnavailableError } from './media-unavailable-error.js';

const maximumRedirects = 3;
/** Twilio takes media of at most 5 MB; a little more than that is read. */
const maximumBytes = 6 * 1024 * 1024;

/** Hosts that Twilio's API redirects to: signed addresses, which need no credentials. */
const storageHost = /\.(twilio\.com|twiliocdn\.com|amazonaws\.com)$/;
const apiHost = /^api(\.[a-z0-9-]+){0,2}\.twilio\.com$/;

export interface MediaAccess {
  readonly http: HttpClient;
  /** Counts as Twilio's API too. */
  readonly apiBaseUrl: string | undefined;
  readonly username: string;
  readonly password: string;
}

/**
 * Bytes of media of an inbound message. The credentials go to Twilio's API only, not to where it redirects; a host of Twilio or of its
 * storage whose name leads into our own network is not asked.
 * @throws ForeignMediaError, MediaUnavailableError, HttpRequestError
 */
export async function fetchTwilioMedia(
  access: MediaAccess,
  reference: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (!isApi(access, reference)) throw new ForeignMediaError();
  const credentials = Buffer.from(`${access.username}:${access.password}`).toString('base64');
  let url = reference;
  let headers: Record<string, string> = { authorization: `Basic ${credentials}` };
  for (let redirects = 0; redirects <= maximumRedirects; redirects += 1) {
    const addresses = isConfigured(access, url) ? 'any' : 'public';
    const response = await access.http.request({ url, headers, signal, addresses, maxResponseBytes: maximumBytes });
    if (response.status === 200) return response.body;
    const location = response.headers['location'];
    if (response.status < 300 || response.status > 399 || !location) throw new MediaUnavailableError(response.status);
    url = new URL(location, url).href;
    headers = {};
    if (!isApi(access, url) && !isHttpsHost(url, storageHost)) throw new ForeignMediaError();
  }
  throw new MediaUnavailableError(310);
}

function isApi(access: MediaAccess, url: string): boolean {
  return isConfigured(access, url) || isHttpsHost(url, apiHost);
}

/** The administrator's own address for Twilio's API: wherever it is, it is meant. */
function isConfigured({ apiBaseUrl }: MediaAccess, url: string): boolean {
  return apiBaseUrl !== undefined && URL.canParse(url) && new URL(url).origin === new URL(apiBaseUrl).origin;
}

function isHttpsHost(url: string, pattern: RegExp): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port } = new URL(url);
  return protocol === 'https:' && port === '' && pattern.test(hostname);
}
