import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata.js';

const text = { type: 'string' } as const;

function bound(keyword: string) {
  return (meta: ValidationMetadata) => ({ [keyword]: meta.constraints[0] });
}

function escaped(value: unknown): string {
  return String(value).replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/**
 * Where the generator says something else than the validator checks, so that a schema would refuse what the class allows:
 * numeric bounds that turn an integer into a number, patterns that lose their flags, unescaped texts, date forms that exclude each other.
 */
export const lenientConverters = {
  min: bound('minimum'),
  max: bound('maximum'),
  isPositive: { exclusiveMinimum: 0 },
  isNegative: { exclusiveMaximum: 0 },
  isDivisibleBy: bound('multipleOf'),
  isNotEmpty: { minLength: 1 },
  isDate: text,
  minDate: text,
  maxDate: text,
  isIso8601: text,
  isDateString: text,
  isNumberString: text,
  isIp: text,
  isUrl: text,
  contains: (meta: ValidationMetadata) => ({ ...text, pattern: escaped(meta.constraints[0]) }),
  notContains: (meta: ValidationMetadata) => ({ ...text, not: { pattern: escaped(meta.constraints[0]) } }),
  matches: (meta: ValidationMetadata) => {
    const pattern = meta.constraints[0] as unknown;
    const isExact = pattern instanceof RegExp && /^[gu]*$/.test(pattern.flags);
    return isExact ? { ...text, pattern: pattern.source } : text;
  },
};
