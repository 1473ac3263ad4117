import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import type { PluginHost } from '@hailpoint/kernel/host';
import { Gauge, Histogram, Registry } from 'prom-client';

/** What `/metrics` shows. Labels are route patterns and words of ours: no id, no name, no address. */
export class ServerMetrics {
  readonly registry = new Registry();
  readonly #requests: Histogram<'method' | 'route' | 'status'>;
  readonly #loopDelay: IntervalHistogram = monitorEventLoopDelay({ resolution: 20 });

  /** @param openStreams how many event streams are open now */
  constructor(openStreams: () => number, host: Pick<PluginHost, 'plugins' | 'extensionPoints'>) {
    const registers = [this.registry];
    this.#requests = new Histogram({
      name: 'hailpoint_http_request_duration_seconds',
      help: 'Time to answer HTTP requests, by route pattern.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    });
    this.#loopDelay.enable();
    gauge('hailpoint_event_streams', 'Open server-sent event streams.', openStreams);
    gauge('process_resident_memory_bytes', 'Resident memory.', () => process.memoryUsage.rss());
    gauge('nodejs_heap_used_bytes', 'Used heap.', () => process.memoryUsage().heapUsed);
    gauge('process_uptime_seconds', 'Age of the process.', () => process.uptime());
    gauge('process_cpu_seconds_total', 'User and system CPU time.', () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    });
    gauge(
      'nodejs_eventloop_delay_p99_seconds',
      'Delay of the event loop, 99th percentile since the last scrape.',
      () => {
        const seconds = this.#loopDelay.percentile(99) / 1e9;
        this.#loopDelay.reset();
        return Number.isFinite(seconds) ? seconds : 0;
      },
    );

    new Gauge({
      name: 'nodejs_active_resources',
      help: 'What keeps the process alive: timers, sockets and the like, by kind.',
      labelNames: ['type'],
      registers,
      collect() {
        this.reset();
        for (const type of process.getActiveResourcesInfo()) this.inc({ type });
      },
    });
    new Gauge({
      name: 'hailpoint_plugin_calls_in_flight',
      help: 'Calls of extension points that have not ended, by plugin.',
      labelNames: ['plugin'],
      registers,
      collect() {
        this.reset();
        for (const { id, inFlight } of host.plugins()) this.set({ plugin: id }, inFlight);
      },
    });
    new Gauge({
      name: 'hailpoint_plugin_instances_held',
      help: 'Instances of a plugin that have stopped, and that its code still holds.',
      labelNames: ['plugin'],
      registers,
      collect() {
        this.reset();
        for (const { id, held } of host.plugins()) this.set({ plugin: id }, held?.instances ?? 0);
      },
    });
    new Gauge({
      name: 'hailpoint_contribution_degraded',
      help: '1 while the last call of a contribution went wrong, or it is not called.',
      labelNames: ['point', 'plugin', 'contribution'],
      registers,
      collect() {
        this.reset();
        for (const point of host.extensionPoints()) {
          for (const { plugin, contribution, degraded } of point.contributions) {
            this.set({ point: point.id, plugin, contribution }, degraded ? 1 : 0);
          }
        }
      },
    });
    new Gauge({
      name: 'hailpoint_contribution_circuit_open',
      help: '1 while a contribution failed so often that it is not called.',
      labelNames: ['point', 'plugin', 'contribution'],
      registers,
      collect() {
        this.reset();
        for (const point of host.extensionPoints()) {
          for (const { plugin, contribution, circuit } of point.contributions) {
            this.set({ point: point.id, plugin, contribution }, circuit === 'open' ? 1 : 0);
          }
        }
      },
    });

    function gauge(name: string, help: string, read: () => number): void {
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
    }
  }

  /** @param route its pattern, never the address */
  observeRequest(request: { method: string; route: string; status: number; ms: number }): void {
    this.#requests.observe(
      { method: request.method, route: request.route, status: String(request.status) },
      request.ms / 1_000,
    );
  }

  close(): void {
    this.#loopDelay.disable();
  }
}
