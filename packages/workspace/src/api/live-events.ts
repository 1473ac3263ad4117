import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LiveEvent } from './types.js';

const RECONNECT_AFTER_MS = 3_000;

/** Keeps the page current: one stream of events, each of which only says where to look again. */
export function useLiveEvents(userId: string): void {
  const client = useQueryClient();
  useEffect(() => {
    const refetch = (...keys: unknown[][]): void => {
      for (const queryKey of keys) void client.invalidateQueries({ queryKey });
    };
    const handle = (message: MessageEvent<string>): void => {
      const event = JSON.parse(message.data) as LiveEvent;
      if (event.kind === 'notification') {
        if (event.userId === userId) refetch(['notifications']);
      } else if (event.kind === 'thread') {
        refetch(['thread', event.number], ['interaction', event.number, 'consent'], ['history']);
      } else {
        const about = [['interactions'], ['compose'], ['preflight'], ['history'], ['scheduled']];
        refetch(['interaction', event.number], ...about);
      }
    };
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let missedSomething = false;
    const connect = (): void => {
      source = new EventSource('/api/v1/events');
      source.onopen = () => {
        // What happened while the stream was down is in no event, so everything on screen is asked again.
        if (missedSomething) void client.invalidateQueries();
        missedSomething = false;
      };
      source.onerror = () => {
        missedSomething = true;
        if (source.readyState !== EventSource.CLOSED) return;
        refetch(['me']);
        timer = setTimeout(connect, RECONNECT_AFTER_MS);
      };
      for (const name of ['message', 'interaction', 'thread', 'notification']) source.addEventListener(name, handle);
    };
    connect();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [client, userId]);
}
