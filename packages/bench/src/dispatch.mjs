import { first, pipeline, veto } from './dispatch/async-contenders.mjs';
import { changing, idle, selecting } from './dispatch/sync-contenders.mjs';
import { beyond, compare, ratio } from './measure.mjs';
import { duration, times } from './result.mjs';

/** @typedef {import('./measure.mjs').Timing} Timing */

/** @type {import('./result.mjs').Benchmark} */
export const dispatch = {
  name: 'dispatch',
  title: 'Extension points: four contributions',
  async run({ quick }) {
    const options = quick ? { rounds: 5, roundMs: 15 } : { rounds: 31, roundMs: 25 };
    const asked = {
      idle: byName(await compare(await idle(), options)),
      selecting: byName(await compare(await selecting(), options)),
      changing: byName(await compare(await changing(), options)),
      first: byName(await compare(await first(), options)),
      veto: byName(await compare(await veto(), options)),
      pipeline: byName(await compare(await pipeline(), options)),
    };
    return {
      rows: [
        ...rows('snapshot loop, contributions that look at a channel', asked.selecting),
        ...rows('snapshot loop, contributions that do nothing', asked.idle),
        ...rows('one plugin switched off and on, then the loop', asked.changing),
        ...rows('guarded `first`, asynchronous', asked.first),
        ...rows('guarded `veto`, asynchronous', asked.veto),
        ...rows('guarded `pipeline`, asynchronous', asked.pipeline),
      ],
      goals: goals(asked),
    };
  },
};

/** @param {readonly Timing[]} timings @returns {Record<string, Timing>} */
function byName(timings) {
  return Object.fromEntries(timings.map((timing) => [timing.name, timing]));
}

const peerNames = /** @type {Record<string, string>} */ ({
  direct: 'direct calls',
  tapable: 'tapable SyncHook',
  theia: "Theia's ContributionProvider, looped over as Theia does",
  theiaCounted: "Theia's ContributionProvider in our loop",
});

/** @param {string} measured @param {Record<string, Timing>} timings */
function rows(measured, { hailpoint, ...peers }) {
  return Object.values(peers).map((peer) => ({
    measured,
    beside: peerNames[peer.name] ?? peer.name,
    ratio: times(ratio(of(hailpoint), peer)),
    aside: `${duration(of(hailpoint).ns)} beside ${duration(peer.ns)}`,
  }));
}

/** @param {Timing | undefined} timing */
function of(timing) {
  if (timing === undefined) throw new Error('A contender is missing.');
  return timing;
}

/** @param {Record<'idle' | 'selecting' | 'first' | 'veto' | 'pipeline', Record<string, Timing>>} asked */
function goals({ idle, selecting, first, veto, pipeline }) {
  const loop = Math.max(of(idle.hailpoint).ns, of(selecting.hailpoint).ns);
  const guards = [first, veto, pipeline].map(({ hailpoint, direct }) => beyond(of(hailpoint), of(direct)));
  const tapable = ratio(of(selecting.hailpoint), of(selecting.tapable));
  const theia = ratio(of(selecting.hailpoint), of(selecting.theia));
  const theiaIdle = ratio(of(idle.hailpoint), of(idle.theia));
  return [
    { goal: 'snapshot loop over 4 under 100 ns', reached: duration(loop), holds: loop < 100 },
    {
      goal: 'guards on an asynchronous dispatch of 4 under 10 µs beyond the contributions’ own time',
      reached: `first ${duration(Number(guards[0]))}, veto ${duration(Number(guards[1]))}, pipeline ${duration(Number(guards[2]))}`,
      holds: Math.max(...guards) < 10_000,
    },
    { goal: 'snapshot loop within 3 × tapable', reached: times(tapable), holds: tapable <= 3 },
    {
      goal: 'snapshot loop over contributions that look at a channel faster than Theia’s ContributionProvider',
      reached: `${times(theia)}; ${times(theiaIdle)} with contributions that do nothing`,
      holds: theia < 1,
    },
  ];
}
