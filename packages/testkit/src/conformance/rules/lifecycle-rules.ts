import { broken } from '../broken-rule-error.js';
import type { ConformanceRule } from '../conformance-rule.js';

const cycles = 100;

/** Handles of one kind that the test runner may open meanwhile. A leak makes one in every cycle. */
const noise = 5;

/** Sockets are closed a little after they are told to. Milliseconds. */
const closingMs = 3_000;

export interface StartedPlugin {
  /** Starts another instance of the plugin and stops it; `null`: there is no plugin. */
  readonly startsAndStops: (() => Promise<void>) | null;
}

/** What is left of a plugin that was switched off. */
export const lifecycleRules: readonly ConformanceRule<StartedPlugin>[] = [
  {
    id: 'start_and_stop_leave_nothing',
    sentence: `After ${cycles} starts and stops the process holds as many handles as before.`,
    advice:
      'Undo in `lifecycle.onStop` what `onStart` does, or hand it to `lifecycle.own`: timers, servers, sockets, watchers.',
    appliesTo: ({ startsAndStops }) => startsAndStops !== null,
    async check({ startsAndStops }) {
      // What a first start loads or opens once for the process is no leak.
      await startsAndStops?.();
      const before = handles();
      for (let cycle = 0; cycle < cycles; cycle += 1) await startsAndStops?.();
      const left = await leftOver(before, noise);
      if (left !== null) broken(`After ${cycles} starts and stops there are more of: ${left}.`);
    },
  },
];

export type Handles = ReadonlyMap<string, number>;

/** How many there are of each kind that keeps the process alive. */
export function handles(): Handles {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** Which kinds there are more of than before; `null`: about as many, now or within a short time. */
export async function leftOver(before: Handles, tolerated: number): Promise<string | null> {
  const end = performance.now() + closingMs;
  for (;;) {
    const more = [...handles()].filter(([kind, count]) => count > (before.get(kind) ?? 0) + tolerated);
    if (more.length === 0) return null;
    if (performance.now() > end)
      return more.map(([kind, count]) => `${kind} (${count - (before.get(kind) ?? 0)})`).join(', ');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
