import { createPluginHost } from '../../kernel/dist/host/index.js';
import { AvailabilityPolicy, definePlugin } from '../../kernel/dist/index.js';
import { silentLogger } from './dispatch/extension-point.mjs';
import { median, quantile } from './measure.mjs';
import { duration } from './result.mjs';

const callers = 8;
/** Longer than this part of the quiet phase's requests is slow. */
const quiet = 0.999;

/** @type {import('./result.mjs').Benchmark} */
export const switching = {
  name: 'switching',
  title: 'A plugin switched off and on under load',
  async run({ quick }) {
    const rounds = quick ? 3 : 9;
    const switches = quick ? 20 : 100;
    /** @type {Record<'slow' | 'ratio' | 'median', number[]>} */
    const seen = { slow: [], ratio: [], median: [] };
    let failed = 0;
    for (let round = 0; round < rounds; round += 1) {
      const house = await open();
      const calm = await underLoad(house, () => pause(switches * 10));
      const busy = await underLoad(house, async () => {
        for (let done = 0; done < switches; done += 1) {
          await house.switchTo(done % 2 === 1);
          await pause(5);
        }
      });
      await house.close();
      failed += calm.failed + busy.failed;
      const limit = quantile(calm.times, quiet);
      // As many are slow by chance as in the quiet phase.
      const byChance = busy.times.length * (1 - quiet);
      const slow = busy.times.filter((ms) => ms > limit).length;
      // What holds the process up for a moment holds up every caller's request once.
      seen.slow.push(Math.max(0, slow - byChance) / switches / callers);
      seen.ratio.push(median(busy.times) / median(calm.times));
      seen.median.push(median(busy.times));
    }
    const slow = median(seen.slow);
    return {
      rows: [
        {
          measured: `guarded \`veto\` of 4, ${callers} callers, while one plugin is switched ${switches} times`,
          beside: 'the same without switching',
          ratio: `${median(seen.ratio).toFixed(2)} × its time`,
          aside: `${duration(median(seen.median) * 1e6)} in the middle`,
        },
      ],
      goals: [
        {
          goal: 'a switch costs a caller no more than one slow request, and none fails',
          reached: `${slow.toFixed(2)} slow requests of each caller for each switch, beyond those that are slow by chance; ${failed} failed`,
          holds: slow <= 1 && failed === 0,
        },
      ],
    };
  },
};

async function open() {
  const services = {
    logger: silentLogger,
    directory: /** @type {any} */ ({}),
    storage: () => /** @type {any} */ ({}),
    publicUrls: () => /** @type {any} */ ({}),
  };
  const host = createPluginHost({ services, baseDirectory: '/', environment: {} });
  const definitions = ['a', 'b', 'c', 'switched'].map((id) =>
    definePlugin({
      id,
      register({ contribute }) {
        contribute(AvailabilityPolicy, ({ lifecycle }) => {
          let isStopped = false;
          lifecycle.onStop(() => {
            isStopped = true;
          });
          return {
            isValidForChannel: () => true,
            isChannelAvailable: async () => {
              await new Promise((resolve) => setImmediate(resolve));
              if (isStopped) throw new Error('asked after its stop');
              return { available: /** @type {const} */ (true) };
            },
          };
        });
      },
    }),
  );
  const specs = (/** @type {boolean} */ isOn) =>
    definitions.map((definition) => ({
      package: definition.id,
      definition,
      enabled: definition.id !== 'switched' || isOn,
    }));
  await host.start(specs(true));
  return {
    ask: () =>
      host.points.veto(
        AvailabilityPolicy,
        (policy) => policy.isValidForChannel('sms'),
        (policy, context) => policy.isChannelAvailable(/** @type {any} */ ({}), context),
      ),
    async switchTo(/** @type {boolean} */ isOn) {
      const change = await host.prepare(specs(isOn));
      await change.commit();
    },
    close: () => host.stopAll(),
  };
}

/**
 * @param {Awaited<ReturnType<typeof open>>} house
 * @param {() => Promise<void>} meanwhile
 */
async function underLoad(house, meanwhile) {
  const times = /** @type {number[]} */ ([]);
  let failed = 0;
  let isOver = false;
  const load = Array.from({ length: callers }, async () => {
    while (!isOver) {
      const began = performance.now();
      const { refusals } = await house.ask();
      times.push(performance.now() - began);
      failed += refusals.length;
    }
  });
  await meanwhile();
  isOver = true;
  await Promise.all(load);
  return { times, failed };
}

function pause(/** @type {number} */ ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
