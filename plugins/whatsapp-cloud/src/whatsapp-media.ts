import type { HttpClient } from '@hailpoint/kernel';
import { ForeignMediaError } from './foreign-media-error.js';
import { MediaUnavailableError } from './media-unavailable-error.js';

/** Pictures have at most 5 MB; a little more than that is read. */
const maximumBytes = 6 * 1024 * 1024;

/** Where Meta keeps media; its own hosts, which the access token may be shown to. */
const mediaHost = /^([a-z0-9-]+\.)*(fbsbx\.com|facebook\.com|fbcdn\.net|whatsapp\.net)$/;
const mediaIdForm = /^[A-Za-z0-9_-]{1,128}$/;

export interface MediaAccess {
  readonly http: HttpClient;
  /** With the version, without a trailing slash. */
  readonly apiUrl: string;
  /** Another host in place of Meta's, which the administrator set: wherever it is, it is meant. */
  readonly configuredOrigin: string | null;
  readonly accessToken: string;
}

/**
 * Bytes of media of an inbound message: Meta names an address for its id, which is good for five minutes. The access token goes to Meta's hosts
 * only, and no redirect is followed.
 * @throws ForeignMediaError, MediaUnavailableError, HttpRequestError
 */
export async function fetchWhatsAppMedia(access: MediaAccess, id: string, signal: AbortSignal): Promise<Uint8Array> {
  if (!mediaIdForm.test(id)) throw new ForeignMediaError();
  const headers = { authorization: `Bearer ${access.accessToken}` };
  const { http } = access;
  const named = await http.request({
    url: `${access.apiUrl}/${id}`,
    headers,
    signal,
    addresses: addressesOf(access, access.apiUrl),
  });
  if (named.status !== 200) throw new MediaUnavailableError(`Meta answered ${named.status}`);
  const url = addressIn(named.text());
  if (!isMeta(access, url)) throw new ForeignMediaError();
  const addresses = addressesOf(access, url);
  const file = await http.request({ url, headers, signal, addresses, maxResponseBytes: maximumBytes });
  if (file.status !== 200) throw new MediaUnavailableError(`Meta answered ${file.status}`);
  return file.body;
}

function addressIn(answer: string): string {
  try {
    const { url } = JSON.parse(answer) as { url?: unknown };
    if (typeof url === 'string' && URL.canParse(url)) return url;
  } catch {
    // As if it named none.
  }
  throw new MediaUnavailableError('Meta named no address');
}

function isMeta({ configuredOrigin }: MediaAccess, url: string): boolean {
  const { protocol, hostname, port, origin } = new URL(url);
  return origin === configuredOrigin || (protocol === 'https:' && port === '' && mediaHost.test(hostname));
}

/** A host of Meta whose name leads into our own network is not asked. */
function addressesOf({ configuredOrigin }: MediaAccess, url: string): 'any' | 'public' {
  return new URL(url).origin === configuredOrigin ? 'any' : 'public';
}
