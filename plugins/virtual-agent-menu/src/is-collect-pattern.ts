import { ValidatorConstraint, type ValidatorConstraintInterface } from '@hailpoint/kernel';
import { patternCost } from './pattern-cost.js';

/** A few milliseconds. */
const dearest = 100_000;

/** The whole answer must match. @throws SyntaxError */
export function wholePattern(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'iu');
}

/** A regular expression that comes to an end soon, whatever a customer writes. */
@ValidatorConstraint({ name: 'isCollectPattern' })
export class IsCollectPattern implements ValidatorConstraintInterface {
  validate(pattern: unknown): boolean {
    if (typeof pattern !== 'string' || pattern === '' || pattern.length > 200) return false;
    try {
      wholePattern(pattern);
    } catch {
      return false;
    }
    return patternCost(pattern) <= dearest;
  }

  defaultMessage(): string {
    return 'pattern must be a regular expression of at most 200 characters with few repetitions, none within another, such as "[0-9]{6}"';
  }
}
