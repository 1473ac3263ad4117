import { ValidateIf } from 'class-validator';

/** Marks a property of a configuration class as one that may be left out. `IsOptional` would let null through, and null is a mistake in a configuration file. */
export function IfGiven(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}
