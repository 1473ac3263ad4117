import { ValidateBy } from '@hailpoint/kernel';

/** ISO 3166-1 alpha-2 in capitals; `UK` and other aliases are not one. */
export function isCountry(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[A-Z]{2}$/.test(value)) return false;
  const canonical = new Intl.Locale(`und-${value}`).region;
  const name = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(value);
  return canonical === value && name !== undefined && value !== 'ZZ';
}

export function IsCountry(): PropertyDecorator {
  return ValidateBy({
    name: 'isCountry',
    validator: { validate: isCountry, defaultMessage: () => 'must be a country as two capital letters (ISO 3166-1)' },
  });
}
