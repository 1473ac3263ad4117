import { InvalidFieldsError } from '../errors/invalid-fields-error.js';
import type { FieldProblem } from '../errors/messaging-error.js';

/** Collects what is wrong with the fields of one request, so that a form shows all of it at once. */
export class FieldChecks {
  readonly problems: FieldProblem[] = [];

  add(field: string, code: string, message: string): void {
    this.problems.push({ field, code, message });
  }

  /** Trimmed; `null` when absent or empty. Sizes in characters (UTF-16 code units). */
  text(field: string, name: string, value: unknown, most: number): string | null {
    if (value === undefined || value === null) return null;
    if (typeof value !== 'string') {
      this.add(field, 'wrong_type', `${name} must be text.`);
      return null;
    }
    // Half a surrogate pair is no character: the database's JSON refuses it.
    const text = value.replaceAll(/\p{Cs}/gu, '\ufffd').trim();
    if (text.length > most) this.add(field, 'too_long', `${name} has at most ${most} characters.`);
    // The database's text knows no NUL; other control characters are only hard to see.
    if (/[\p{Cc}]/u.test(text)) this.add(field, 'control_character', `${name} must not contain control characters.`);
    return text === '' ? null : text;
  }

  requiredText(field: string, name: string, value: unknown, most: number): string {
    const before = this.problems.length;
    const text = this.text(field, name, value, most);
    if (text === null && this.problems.length === before) this.add(field, 'required', `${name} is missing.`);
    return text ?? '';
  }

  /** @throws InvalidFieldsError when something was added. */
  done(): void {
    if (this.problems.length > 0) throw new InvalidFieldsError(this.problems);
  }
}
