import { NodeHttpClient } from '@hailpoint/kernel/host';
import { broken } from '../broken-rule-error.js';
import type { ConformanceRule } from '../conformance-rule.js';
import { startPlugin, type Trial } from '../trial.js';

const cycles = 100;

/** Handles of one kind that the test runner may open meanwhile. A leak makes one in every cycle. */
const noise = 5;

/** Sockets are closed a little after they are told to. Milliseconds. */
const closingMs = 3_000;

/** What is left of a plugin that was switched off. */
export const lifecycleRules: readonly ConformanceRule[] = [
  {
    id: 'start_and_stop_leave_nothing',
    sentence: `After ${cycles} starts and stops the process holds as many handles as before.`,
    advice:
      'Undo in `lifecycle.onStop` what `onStart` does, or hand it to `lifecycle.own`: timers, servers, sockets, watchers.',
    appliesTo: ({ subject }) => subject.plugin !== undefined,
    async check(trial) {
      // What a first start loads or opens once for the process is no leak.
      await startAndStop(trial, 1);
      const before = handles();
      await startAndStop(trial, cycles);
      const left = await leftOver(before);
      if (left !== null) broken(`After ${cycles} starts and stops there are more of: ${left}.`);
    },
  },
];

async function startAndStop(trial: Trial, times: number): Promise<void> {
  const http = new NodeHttpClient();
  for (let time = 0; time < times; time += 1) {
    const { host } = await startPlugin(trial.subject, { url: trial.carrier.url, http });
    await host.stop();
  }
  http.close();
}

type Handles = ReadonlyMap<string, number>;

/** How many there are of each kind that keeps the process alive. */
function handles(): Handles {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** `null`: about as many as before, now or within a short time. */
async function leftOver(before: Handles): Promise<string | null> {
  const end = performance.now() + closingMs;
  for (;;) {
    const more = [...handles()].filter(([kind, count]) => count > (before.get(kind) ?? 0) + noise);
    if (more.length === 0) return null;
    if (performance.now() > end)
      return more.map(([kind, count]) => `${kind} (${count - (before.get(kind) ?? 0)})`).join(', ');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
