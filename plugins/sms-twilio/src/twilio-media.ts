import type { HttpClient } from '@hailpoint/kernel';
import { ForeignMediaError } from './foreign-media-error.js';
import { MediaUnavailableError } from './media-unavailable-error.js';

const maximumRedirects = 3;

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
 * Bytes of media of an inbound message. The credentials go to Twilio's API only, not to where it redirects.
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
    const response = await access.http.request({ url, headers, signal });
    if (response.status === 200) return response.body;
    const location = response.headers['location'];
    if (response.status < 300 || response.status > 399 || !location) throw new MediaUnavailableError(response.status);
    url = new URL(location, url).href;
    headers = {};
    if (!isApi(access, url) && !isHttpsHost(url, storageHost)) throw new ForeignMediaError();
  }
  throw new MediaUnavailableError(310);
}

function isApi({ apiBaseUrl }: MediaAccess, url: string): boolean {
  const isConfigured =
    apiBaseUrl !== undefined && URL.canParse(url) && new URL(url).origin === new URL(apiBaseUrl).origin;
  return isConfigured || isHttpsHost(url, apiHost);
}

function isHttpsHost(url: string, pattern: RegExp): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port } = new URL(url);
  return protocol === 'https:' && port === '' && pattern.test(hostname);
}
