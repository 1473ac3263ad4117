import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { takeTurns } from './take-turns.js';
import type { LiveEvent } from './types.js';

const RECONNECT_AFTER_MS = 3_000;

/** What the tab with the stream tells all tabs. */
type Told =
  | { readonly kind: 'event'; readonly event: LiveEvent }
  /** A stream was opened: what happened before is in no event. */
  | { readonly kind: 'gap' }
  /** The server ended the stream: perhaps nobody is signed in any more. */
  | { readonly kind: 'ended' };

/**
 * Keeps the page current by events, each of which only says where to look again. All tabs of a person share one stream: to a server without
 * HTTP/2 a browser opens six connections, and a seventh tab would wait for ever.
 */
export function useLiveEvents(userId: string): void {
  const client = useQueryClient();
  useEffect(() => {
    const name = `hailpoint-live-events-${userId}`;
    const tabs = new BroadcastChannel(name);
    const ended = new AbortController();
    const refetch = (...keys: unknown[][]): void => {
      for (const queryKey of keys) void client.invalidateQueries({ queryKey });
    };
    const hear = (told: Told): void => {
      if (told.kind === 'gap') void client.invalidateQueries();
      else if (told.kind === 'ended') refetch(['me']);
      else refetch(...keysOf(told.event, userId));
    };
    tabs.onmessage = ({ data }: MessageEvent<Told>) => hear(data);
    const isShared = takeTurns(name, ended.signal, (hasWaited) => {
      // What a new tab shows was asked for just now; other tabs may have waited.
      let isFresh = !hasWaited;
      stream(ended.signal, (told) => {
        if (!isFresh || told.kind !== 'gap') hear(told);
        else isFresh = false;
        if (isShared) tabs.postMessage(told);
      });
    });
    return () => {
      ended.abort();
      tabs.close();
    };
  }, [client, userId]);
}

function stream(ended: AbortSignal, tell: (told: Told) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource;
  const connect = (): void => {
    source = new EventSource('/api/v1/events');
    source.onopen = () => tell({ kind: 'gap' });
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) return;
      tell({ kind: 'ended' });
      timer = setTimeout(connect, RECONNECT_AFTER_MS);
    };
    for (const name of ['message', 'interaction', 'thread', 'notification'])
      source.addEventListener(name, ({ data }: MessageEvent<string>) => {
        tell({ kind: 'event', event: JSON.parse(data) as LiveEvent });
      });
  };
  connect();
  ended.addEventListener('abort', () => {
    clearTimeout(timer);
    source.close();
  });
}

/** Of the queries that an event may have changed. */
function keysOf(event: LiveEvent, userId: string): unknown[][] {
  if (event.kind === 'notification') return event.userId === userId ? [['notifications']] : [];
  if (event.kind === 'thread') return [['thread', event.number], ['interaction', event.number, 'consent'], ['history']];
  return [['interaction', event.number], ['interactions'], ['compose'], ['preflight'], ['history'], ['scheduled']];
}
