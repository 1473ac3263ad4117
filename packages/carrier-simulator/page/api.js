/** Asks the carrier. Throws an Error whose message is for the person at the page. */
export async function api(method, path, body) {
  const isFile = body instanceof Blob;
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined || isFile ? {} : { 'content-type': 'application/json' },
      body: body === undefined || isFile ? body : JSON.stringify(body),
    });
  } catch {
    throw new Error('The carrier does not answer. Is it still running?');
  }
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.reason);
  return answer;
}

/** Calls `listeners[event]` for each event; `open` also after every reconnect, `lost` when the connection is gone. */
export function listen(listeners) {
  const source = new EventSource('/v1/events');
  source.addEventListener('open', listeners.open);
  source.addEventListener('error', listeners.lost);
  for (const event of ['handset', 'behaviour']) {
    source.addEventListener(event, (message) => listeners[event](JSON.parse(message.data)));
  }
}

export const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
