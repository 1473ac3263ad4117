import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matchKey } from './match-key.js';

/** Digits are written as patterns, so that no number that could be somebody's stands here. */
const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));

/** Every area code of Brazil's numbering plan, state by state. */
const brazilianAreas = [
  ...['11', '12', '13', '14', '15', '16', '17', '18', '19', '21', '22', '24', '27', '28', '31', '32', '33', '34', '35'],
  ...['37', '38', '41', '42', '43', '44', '45', '46', '47', '48', '49', '51', '53', '54', '55', '61', '62', '63', '64'],
  ...['65', '66', '67', '68', '69', '71', '73', '74', '75', '77', '79', '81', '82', '83', '84', '85', '86', '87', '88'],
  ...['89', '91', '92', '93', '94', '95', '96', '97', '98', '99'],
];
const notBrazilianAreas = ['20', '23', '25', '26', '29', '36', '39', '52', '56', '57', '58', '59', '72', '76', '78'];
const sms = (recipientId: string) => matchKey('sms', recipientId);

/** A subscriber with every way in which a number form or a carrier writes them. */
interface Subscriber {
  readonly name: string;
  readonly forms: readonly string[];
}

const brazilianMobile = fc
  .tuple(fc.constantFrom(...brazilianAreas), fc.constantFrom('6', '7', '8', '9'), digits(7))
  .map(([area, first, rest]): Subscriber => {
    const [old, present] = [`${first}${rest}`, `9${first}${rest}`];
    return {
      name: `BR ${area} ${present}`,
      forms: [
        `+55${area}${old}`,
        `+55${area}${present}`,
        `+55 (${area}) ${old.slice(0, 4)}-${old.slice(4)}`,
        `+55 ${area} ${present.slice(0, 5)}-${present.slice(5)}`,
      ],
    };
  });
const brazilianLandline = fc
  .tuple(fc.constantFrom(...brazilianAreas), fc.constantFrom('2', '3', '4', '5'), digits(7))
  .map(
    ([area, first, rest]): Subscriber => ({ name: `BR ${area} ${first}${rest}`, forms: [`+55${area}${first}${rest}`] }),
  );
/** The mobile whose number ends in a landline's digits. */
const brazilianLookAlike = fc
  .tuple(fc.constantFrom(...brazilianAreas), fc.constantFrom('2', '3', '4', '5'), digits(7))
  .map(
    ([area, first, rest]): Subscriber => ({
      name: `BR ${area} 9${first}${rest}`,
      forms: [`+55${area}9${first}${rest}`],
    }),
  );
const mexican = fc
  .tuple(fc.constantFrom('55', '33', '81', '222', '664', '998'), digits(8))
  .map(([area, rest]): Subscriber => {
    const number = `${area}${rest}`.slice(0, 10);
    return { name: `MX ${number}`, forms: [`+52${number}`, `+521${number}`, `+52 1 ${number}`] };
  });
const argentinian = fc
  .tuple(fc.constantFrom('11', '221', '341', '351', '2966'), fc.stringMatching(/^[2-7]\d{7}$/))
  .map(([area, rest]): Subscriber => {
    const local = rest.slice(0, 10 - area.length);
    return {
      name: `AR ${area}${local}`,
      forms: [`+54${area}${local}`, `+549${area}${local}`, `+54 9 ${area} ${local}`],
    };
  });
const anySubscriber = fc.oneof(brazilianMobile, brazilianLandline, brazilianLookAlike, mexican, argentinian);

describe('match keys by the numbering plans (SEED F: duplicate people from number forms, a 9 put into a valid landline)', () => {
  test('the plan has 67 areas', () => {
    expect(new Set(brazilianAreas).size).toBe(67);
  });

  test.each(brazilianAreas)('Brazil, area %s: a mobile is one subscriber with and without its ninth digit', (area) => {
    for (const first of '6789') {
      const number = `${first}0000000`;
      expect(sms(`+55${area}${number}`)).toBe(`+55${area}9${number}`);
      expect(sms(`+55${area}9${number}`)).toBe(`+55${area}9${number}`);
    }
  });

  test.each(brazilianAreas)('Brazil, area %s: a landline gets no 9, and is not the mobile that ends in it', (area) => {
    for (const first of '2345') {
      const number = `${first}0000000`;
      expect(sms(`+55${area}${number}`)).toBe(`+55${area}${number}`);
      expect(sms(`+55${area}9${number}`)).toBe(`+55${area}9${number}`);
    }
  });

  test.each(notBrazilianAreas)('what begins with %s is in no area of Brazil, and gets nothing put in', (area) => {
    expect(sms(`+55${area}80000000`)).toBe(`+55${area}80000000`);
  });

  test.each([
    ["Mexico's 1 for mobiles", '+5215500000000', '+525500000000'],
    ['Mexico in three-digit areas', '+5216640000000', '+526640000000'],
    ["Argentina's 9 for mobiles", '+5491120000000', '+541120000000'],
    ['Argentina in three-digit areas', '+5493512000000', '+543512000000'],
    ['Argentina in four-digit areas', '+5492966200000', '+542966200000'],
    ["Argentina's 15, as it is dialled in the country", '+54 11 15 2000-0000', '+541120000000'],
    ["Argentina's 15 behind an area of three digits", '+54 351 15 200-0000', '+543512000000'],
    ["Argentina's 15 behind an area of four digits", '+54 2966 15 20-0000', '+542966200000'],
  ])('%s', (_, written, key) => {
    expect(sms(written)).toBe(key);
  });

  test('every way to write a subscriber has one key, and the key has itself', () => {
    fc.assert(
      fc.property(anySubscriber, ({ forms }) => {
        const keys = new Set(forms.map(sms));
        expect(keys.size).toBe(1);
        for (const key of keys) expect(sms(key)).toBe(key);
      }),
    );
  });

  test('two subscribers have two keys, whatever way they are written', () => {
    const withNear = anySubscriber.chain((one) => anySubscriber.map((other) => [one, other] as const));
    fc.assert(
      fc.property(fc.oneof(withNear, nearlyTheSame()), ([one, other]) => {
        const same = one.name === other.name;
        for (const a of one.forms) for (const b of other.forms) expect(sms(a) === sms(b)).toBe(same);
      }),
    );
  });
});

/** A landline, and a mobile that ends in the same digits: what a careless rule makes one of. */
function nearlyTheSame() {
  return brazilianLandline.map((landline) => {
    const [, area = '', number = ''] = landline.name.split(' ');
    const mobile: Subscriber = { name: `BR ${area} 9${number}`, forms: [`+55${area}9${number}`] };
    return [landline, mobile] as const;
  });
}
