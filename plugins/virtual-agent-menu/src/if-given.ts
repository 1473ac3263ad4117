import { ValidateIf } from '@hailpoint/kernel';

/** `IsOptional` would let null through, and null is a mistake in a configuration file. */
export const IfGiven = () => ValidateIf((_, value) => value !== undefined);
