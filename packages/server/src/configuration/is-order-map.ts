import { ValidateBy } from '@hailpoint/kernel';

/** Names to whole numbers. */
export function IsOrderMap(): PropertyDecorator {
  return ValidateBy({
    name: 'isOrderMap',
    validator: {
      validate: (value) =>
        typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        Object.values(value).every(Number.isInteger),
      defaultMessage: () => 'must be a map from names of contributions to whole numbers',
    },
  });
}
