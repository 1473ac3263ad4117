/**
 * Why a phone number cannot be written to. Stable; part of a plan's identity.
 * `no_country`: written nationally, and no country to read it with. `ambiguous`: valid in two countries as two different numbers.
 */
export type RefusalCode =
  | 'empty'
  | 'not_a_number'
  | 'too_short'
  | 'too_long'
  | 'invalid_number'
  | 'ambiguous'
  | 'no_country';
