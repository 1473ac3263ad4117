import { SyncHook } from 'tapable';
import { pointWith } from './extension-point.mjs';
import { askedByAll } from './judges.mjs';
import { theiaProvider } from './theia-provider.mjs';

/**
 * @typedef {import('./judges.mjs').Parcel} Parcel
 * @typedef {{ nod(parcel: Parcel): void, judge(parcel: Parcel): void }} Judge
 */

/**
 * Whose own copy of the classes it is.
 * @param {string} contender
 * @returns {Promise<readonly [Judge, Judge, Judge, Judge]>}
 */
async function judgesOf(contender) {
  const { judges } = await import(`./judges.mjs?${contender}`);
  return judges;
}

/**
 * @param {string} name
 * @param {(iterations: number, parcel: Parcel) => void} loop
 * @returns {import('../measure.mjs').Contender}
 */
function contender(name, loop) {
  return {
    name,
    run(iterations) {
      const parcel = { channel: 'sms', asked: 0, refused: 0 };
      loop(iterations, parcel);
      if (parcel.asked !== iterations * askedByAll) throw new Error(`"${name}" left a contribution out.`);
    },
  };
}

/** The four do nothing: what remains is the loop. */
export async function idle() {
  const snapshot = pointWith('first', await judgesOf('snapshot-idle'));
  const [a, b, c, d] = await judgesOf('direct-idle');
  const hook = new SyncHook(['parcel']);
  for (const judge of await judgesOf('tapable-idle')) hook.tap(judge.constructor.name, (parcel) => judge.nod(parcel));
  const provider = theiaProvider(await judgesOf('theia-idle'));
  const counted = theiaProvider(await judgesOf('theia-counted-idle'));

  return [
    contender('hailpoint', (iterations, parcel) => {
      const { points, point } = snapshot;
      for (let i = 0; i < iterations; i += 1) {
        const contributions = points.instances(point);
        for (let at = 0; at < contributions.length; at += 1) contributions[at].nod(parcel);
      }
    }),
    contender('direct', (iterations, parcel) => {
      for (let i = 0; i < iterations; i += 1) {
        a.nod(parcel);
        b.nod(parcel);
        c.nod(parcel);
        d.nod(parcel);
      }
    }),
    contender('tapable', (iterations, parcel) => {
      for (let i = 0; i < iterations; i += 1) hook.call(parcel);
    }),
    contender('theia', (iterations, parcel) => {
      for (let i = 0; i < iterations; i += 1) {
        for (const judge of provider.getContributions()) judge.nod(parcel);
      }
    }),
    contender('theiaCounted', (iterations, parcel) => {
      for (let i = 0; i < iterations; i += 1) {
        const contributions = counted.getContributions();
        for (let at = 0; at < contributions.length; at += 1) contributions[at].nod(parcel);
      }
    }),
  ];
}

/** The four look at the parcel, as the contributions to a real extension point do. */
export async function selecting() {
  const snapshot = pointWith('first', await judgesOf('snapshot'));
  const [a, b, c, d] = await judgesOf('direct');
  const hook = new SyncHook(['parcel']);
  for (const judge of await judgesOf('tapable')) hook.tap(judge.constructor.name, (parcel) => judge.judge(parcel));
  const provider = theiaProvider(await judgesOf('theia'));
  const counted = theiaProvider(await judgesOf('theia-counted'));

  return [
    contender('hailpoint', (iterations, parcel) => {
      const { points, point } = snapshot;
      for (let i = 0; i < iterations; i += 1) {
        const contributions = points.instances(point);
        for (let at = 0; at < contributions.length; at += 1) contributions[at].judge(parcel);
      }
    }),
    contender('direct', (iterations, parcel) => {
      for (let i = 0; i < iterations; i += 1) {
        a.judge(parcel);
        b.judge(parcel);
        c.judge(parcel);
        d.judge(parcel);
      }
    }),
    contender('tapable', (iterations, parcel) => {
      for (let i = 0; i < iterations; i += 1) hook.call(parcel);
    }),
    contender('theia', (iterations, parcel) => {
      for (let i = 0; i < iterations; i += 1) {
        for (const judge of provider.getContributions()) judge.judge(parcel);
      }
    }),
    contender('theiaCounted', (iterations, parcel) => {
      for (let i = 0; i < iterations; i += 1) {
        const contributions = counted.getContributions();
        for (let at = 0; at < contributions.length; at += 1) contributions[at].judge(parcel);
      }
    }),
  ];
}

/** One plugin is switched off and on, and then all four are asked. Theia's provider keeps its first answer, so a change is a new container. */
export async function changing() {
  const snapshot = pointWith('first', await judgesOf('snapshot-changing'));
  const theirs = await judgesOf('theia-changing');
  return [
    contender('hailpoint', (iterations, parcel) => {
      const { points, point, toggle } = snapshot;
      for (let i = 0; i < iterations; i += 1) {
        toggle();
        const contributions = points.instances(point);
        for (let at = 0; at < contributions.length; at += 1) contributions[at].judge(parcel);
      }
    }),
    contender('theia', (iterations, parcel) => {
      for (let i = 0; i < iterations; i += 1) {
        for (const judge of theiaProvider(theirs).getContributions()) judge.judge(parcel);
      }
    }),
  ];
}
