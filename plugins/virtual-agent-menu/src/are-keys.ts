import { ValidatorConstraint, type ValidatorConstraintInterface } from '@hailpoint/kernel';
import { readWords } from './read-words.js';

/** Words that a customer can write and that are told apart. No pattern: the schema of a configuration knows no Unicode classes. */
@ValidatorConstraint({ name: 'areKeys' })
export class AreKeys implements ValidatorConstraintInterface {
  validate(keys: unknown): boolean {
    return Array.isArray(keys) && keys.every((key) => typeof key === 'string' && readWords(key) !== '');
  }

  defaultMessage(): string {
    return 'each of them must hold a letter or a digit';
  }
}
