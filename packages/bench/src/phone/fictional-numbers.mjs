/**
 * Phone numbers from ranges that regulators keep free for films and examples, written as people write them: internationally or nationally,
 * with blanks, dashes, dots or brackets, and now and then with a digit too few or a letter.
 */

/** Of each range: its country, the national number's fixed beginning, and how many digits follow (from, to). */
const ranges = [
  ...['202', '212', '303', '312', '415', '512', '617', '702', '808'].map((area) =>
    range('US', '1', `${area}555`, 100, 199, 4),
  ),
  range('GB', '44', '7700900', 0, 999, 3, '0'),
  range('GB', '44', '2079460', 0, 999, 3, '0'),
  range('FR', '33', '639980', 0, 999, 3, '0'),
  range('DE', '49', '3023125', 0, 999, 3, '0'),
  range('DE', '49', '8999998', 0, 999, 3, '0'),
  range('DE', '49', '4066969', 0, 999, 3, '0'),
  range('SE', '46', '701740', 605, 699, 3, '0'),
  range('SE', '46', '846500', 4, 99, 2, '0'),
  range('AU', '61', '4915701', 56, 59, 2, '0'),
  range('AU', '61', '25550', 1000, 2999, 4, '0'),
];

/**
 * @param {string} country ISO 3166-1 alpha-2.
 * @param {string} code Country code.
 * @param {string} start
 * @param {number} from
 * @param {number} to
 * @param {number} digits
 * @param {string} [trunk] What is dialled before a national number.
 */
function range(country, code, start, from, to, digits, trunk = '') {
  return { country, code, start, from, to, digits, trunk };
}

/** @typedef {{ readonly text: string, readonly country: string }} WrittenNumber The country is the person's. */

/**
 * The same numbers for the same count.
 * @param {number} count
 * @returns {WrittenNumber[]}
 */
export function fictionalNumbers(count) {
  const random = sequence(20_260_105);
  return Array.from({ length: count }, () => {
    const { country, code, start, from, to, digits, trunk } = pick(random, ranges);
    const end = String(from + Math.floor(random() * (to - from + 1))).padStart(digits, '0');
    const national = start + end;
    const text = pick(random, [
      () => `+${code}${national}`,
      () => `+${code} ${grouped(national, ' ')}`,
      () => `+${code} (${national.slice(0, 3)}) ${national.slice(3)}`,
      () => `${trunk}${national}`,
      () => `${trunk}${grouped(national, ' ')}`,
      () => `${trunk}${grouped(national, '-')}`,
      () => `(${trunk}${national.slice(0, 3)}) ${grouped(national.slice(3), '.')}`,
    ])();
    const slip = random();
    if (slip < 0.04) return { text: text.slice(0, -2), country };
    if (slip < 0.06) return { text: `${text} home`, country };
    return { text, country };
  });
}

/**
 * @param {string} digits
 * @param {string} separator
 */
function grouped(digits, separator) {
  return digits.match(/.{1,3}/g)?.join(separator) ?? digits;
}

/**
 * @template T
 * @param {() => number} random
 * @param {readonly T[]} choices
 */
function pick(random, choices) {
  return /** @type {T} */ (choices[Math.floor(random() * choices.length)]);
}

/**
 * Numbers from 0 to 1 that are the same in every run (mulberry32).
 * @param {number} seed
 */
export function sequence(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
