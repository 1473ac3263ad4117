import { compare, ratio } from './measure.mjs';
import { fictionalNumbers } from './phone/fictional-numbers.mjs';
import { googleLibphonenumber, hailpoint } from './phone/normalise.mjs';
import { duration, times } from './result.mjs';

const count = 1_000;

/** @type {import('./result.mjs').Benchmark} */
export const phone = {
  name: 'phone',
  title: 'Phone numbers: what a person wrote, to E.164',
  async run({ quick }) {
    const numbers = fictionalNumbers(count);
    const ours = numbers.map(hailpoint);
    const theirs = numbers.map(googleLibphonenumber);
    const same = ours.filter((one, index) => one === theirs[index]).length;
    const valid = ours.filter((one) => one !== null).length;
    const [mine, google] = await compare(
      [
        { name: 'hailpoint', run: all(numbers, hailpoint) },
        { name: 'google', run: all(numbers, googleLibphonenumber) },
      ],
      quick ? { rounds: 3, roundMs: 50 } : { rounds: 15, roundMs: 200 },
    );
    if (!mine || !google) throw new Error('A contender is missing.');
    return {
      rows: [
        {
          measured: 'recipient-phone: parse, judge, format, explain',
          beside: 'google-libphonenumber: parse, judge, format',
          ratio: times(ratio(mine, google)),
          aside: `${duration(mine.ns / count)} beside ${duration(google.ns / count)} a number`,
        },
      ],
      goals: [],
      notes: [`${count} numbers, ${valid} of them valid; both give the same answer to ${same}.`],
    };
  },
};

/**
 * @param {readonly import('./phone/fictional-numbers.mjs').WrittenNumber[]} numbers
 * @param {import('./phone/normalise.mjs').Normalise} normalise
 */
function all(numbers, normalise) {
  return (/** @type {number} */ iterations) => {
    let valid = 0;
    for (let i = 0; i < iterations; i += 1) {
      for (const number of numbers) if (normalise(number) !== null) valid += 1;
    }
    if (valid === 0) throw new Error('No number was valid.');
  };
}
