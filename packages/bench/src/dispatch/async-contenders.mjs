import { AsyncParallelHook, AsyncSeriesBailHook, AsyncSeriesHook, AsyncSeriesWaterfallHook } from 'tapable';
import { pointWith } from './extension-point.mjs';
import { askedByAll } from './judges.mjs';

/**
 * @typedef {import('./async-judges.mjs').Parcel} Parcel
 * @typedef {object} Judge
 * @property {(parcel: Parcel) => Promise<null>} find
 * @property {(parcel: Parcel) => Promise<{ available: boolean }>} judge
 * @property {(parcel: Parcel, value: number) => Promise<{ value: number }>} change
 */

/**
 * Whose own copy of the classes it is.
 * @param {string} contender
 * @returns {Promise<readonly [Judge, Judge, Judge, Judge]>}
 */
async function judgesOf(contender) {
  const { judges } = await import(`./async-judges.mjs?${contender}`);
  return judges;
}

/**
 * @param {string} name
 * @param {(iterations: number, parcel: Parcel) => Promise<void>} loop
 * @returns {import('../measure.mjs').Contender}
 */
function contender(name, loop) {
  return {
    name,
    async run(iterations) {
      const parcel = { asked: 0 };
      await loop(iterations, parcel);
      if (parcel.asked !== iterations * askedByAll) throw new Error(`"${name}" left a contribution out.`);
    },
  };
}

const always = () => true;

/** One after the other until somebody answers; nobody does, so all four are asked. */
export async function first() {
  const { points, point } = pointWith('first', await judgesOf('hailpoint-first'));
  const [a, b, c, d] = await judgesOf('direct-first');
  const bail = new AsyncSeriesBailHook(['parcel']);
  for (const judge of await judgesOf('tapable-bail')) {
    // A bail hook goes on after `undefined`.
    bail.tapPromise(judge.constructor.name, async (parcel) => (await judge.find(parcel)) ?? undefined);
  }
  const series = new AsyncSeriesHook(['parcel']);
  for (const judge of await judgesOf('tapable-series')) {
    series.tapPromise(judge.constructor.name, (parcel) => judge.find(parcel));
  }
  return [
    contender('hailpoint', async (iterations, parcel) => {
      for (let i = 0; i < iterations; i += 1) await points.first(point, always, (judge) => judge.find(parcel));
    }),
    contender('direct', async (iterations, parcel) => {
      for (let i = 0; i < iterations; i += 1) {
        (await a.find(parcel)) ?? (await b.find(parcel)) ?? (await c.find(parcel)) ?? (await d.find(parcel));
      }
    }),
    contender('tapable AsyncSeriesHook', async (iterations, parcel) => {
      for (let i = 0; i < iterations; i += 1) await series.promise(parcel);
    }),
    contender('tapable AsyncSeriesBailHook', async (iterations, parcel) => {
      for (let i = 0; i < iterations; i += 1) await bail.promise(parcel);
    }),
  ];
}

/** All at the same time; every refusal counts. */
export async function veto() {
  const { points, point } = pointWith('veto', await judgesOf('hailpoint-veto'));
  const [a, b, c, d] = await judgesOf('direct-veto');
  const parallel = new AsyncParallelHook(['parcel']);
  for (const judge of await judgesOf('tapable-parallel')) {
    parallel.tapPromise(judge.constructor.name, (parcel) => judge.judge(parcel));
  }
  return [
    contender('hailpoint', async (iterations, parcel) => {
      for (let i = 0; i < iterations; i += 1) await points.veto(point, always, (judge) => judge.judge(parcel));
    }),
    contender('direct', async (iterations, parcel) => {
      for (let i = 0; i < iterations; i += 1) {
        await Promise.all([a.judge(parcel), b.judge(parcel), c.judge(parcel), d.judge(parcel)]);
      }
    }),
    contender('tapable AsyncParallelHook', async (iterations, parcel) => {
      for (let i = 0; i < iterations; i += 1) await parallel.promise(parcel);
    }),
  ];
}

/** One after the other, each with what the one before made of the value. */
export async function pipeline() {
  const { points, point } = pointWith('pipeline', await judgesOf('hailpoint-pipeline'));
  const [a, b, c, d] = await judgesOf('direct-pipeline');
  const waterfall = new AsyncSeriesWaterfallHook(['value', 'parcel']);
  for (const judge of await judgesOf('tapable-waterfall')) {
    waterfall.tapPromise(judge.constructor.name, async (value, parcel) => (await judge.change(parcel, value)).value);
  }
  return [
    contender('hailpoint', async (iterations, parcel) => {
      for (let i = 0; i < iterations; i += 1) {
        await points.pipeline(point, 0, always, (judge, value) => judge.change(parcel, value));
      }
    }),
    contender('direct', async (iterations, parcel) => {
      for (let i = 0; i < iterations; i += 1) {
        let { value } = await a.change(parcel, 0);
        value = (await b.change(parcel, value)).value;
        value = (await c.change(parcel, value)).value;
        await d.change(parcel, value);
      }
    }),
    contender('tapable AsyncSeriesWaterfallHook', async (iterations, parcel) => {
      for (let i = 0; i < iterations; i += 1) await waterfall.promise(0, parcel);
    }),
  ];
}
