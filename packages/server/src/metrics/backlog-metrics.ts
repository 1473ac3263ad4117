import type { Backlog } from '@hailpoint/messaging';
import { Gauge, type Registry } from 'prom-client';

/** Milliseconds for which one look at the database answers: whoever may scrape may not make it work. */
const freshMs = 5_000;

/**
 * What waits for workers or for people, on all nodes together. While the database does not answer, these metrics are absent and the others
 * go on.
 */
export function backlogMetrics(registry: Registry, read: () => Promise<Backlog>, now = () => performance.now()): void {
  let seen: { readonly at: number; readonly backlog: Promise<Backlog | null> } | null = null;
  const look = () => {
    if (seen === null || now() - seen.at >= freshMs) seen = { at: now(), backlog: read().catch(() => null) };
    return seen.backlog;
  };
  const gauge = (name: string, help: string, valuesOf: (backlog: Backlog) => Readonly<Record<string, number>>) =>
    new Gauge({
      name,
      help,
      labelNames: ['state'],
      registers: [registry],
      async collect() {
        this.reset();
        const backlog = await look();
        for (const [state, value] of Object.entries(backlog ? valuesOf(backlog) : {})) this.set({ state }, value);
      },
    });

  gauge('hailpoint_messages', 'Messages that are not settled, by state.', ({ messages }) => ({ ...messages }));
  gauge('hailpoint_carrier_events', 'Callbacks of carriers that are not processed, by state.', ({ carrierEvents }) => ({
    ...carrierEvents,
  }));
  gauge('hailpoint_scheduled_messages', 'Scheduled messages that are open, by state.', ({ scheduledMessages }) => ({
    scheduled: scheduledMessages.scheduled,
    needs_attention: scheduledMessages.needsAttention,
  }));
  new Gauge({
    name: 'hailpoint_outbox_oldest_due_seconds',
    help: 'How long the oldest message that may go now has been waiting.',
    registers: [registry],
    async collect() {
      const backlog = await look();
      if (backlog) this.set(backlog.oldestDueSeconds);
      else this.remove();
    },
  });
}
