import type { PersonKind } from '@hailpoint/kernel';
import type { FieldChecks } from '../fields/field-checks.js';
import type { Role, UserDraft } from '../model/user.js';
import { canonicalLanguage } from './canonical-language.js';
import { isCountry } from './is-country.js';
import { isTimeZone } from './is-time-zone.js';

/** A person's fields, checked and in the form in which they are stored. */
export interface UserFields {
  readonly username: string | null;
  readonly name: string;
  readonly kind: PersonKind;
  readonly roles: readonly Role[];
  readonly phones: readonly { readonly label: string; readonly number: string; readonly country: string | null }[];
  readonly email: string | null;
  readonly country: string | null;
  readonly location: string | null;
  readonly timeZone: string | null;
  readonly language: string | null;
}

export const personKinds: readonly PersonKind[] = ['agent', 'consumer', 'contact', 'user'];
export const roles: readonly Role[] = ['agent_workspace_user', 'admin'];

const mostPhones = 20;

/** Checks a person's fields. Phone numbers are kept as written: whether a channel can use one is for its recipient validator to say. */
export function checkUserFields(checks: FieldChecks, draft: UserDraft, at = ''): UserFields {
  const username = checks.text(`${at}/username`, 'The user name', draft.username, 64)?.toLowerCase() ?? null;
  if (username !== null && !/^[a-z0-9][a-z0-9._-]*$/.test(username)) {
    checks.add(`${at}/username`, 'invalid_username', 'A user name has letters, digits, dots, underscores and hyphens.');
  }
  if (!personKinds.includes(draft.kind)) {
    checks.add(`${at}/kind`, 'invalid_kind', `The kind must be one of ${personKinds.join(', ')}.`);
  }
  const given = [...new Set(draft.roles ?? [])];
  for (const role of given) {
    if (!roles.includes(role)) checks.add(`${at}/roles`, 'unknown_role', `Roles are ${roles.join(' and ')}.`);
  }
  const email = checks.text(`${at}/email`, 'The e-mail address', draft.email, 254);
  if (email !== null && !/^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(email)) {
    checks.add(`${at}/email`, 'invalid_email', 'An e-mail address has the form name@example.com.');
  }
  const timeZone = checks.text(`${at}/timeZone`, 'The time zone', draft.timeZone, 64);
  if (timeZone !== null && !isTimeZone(timeZone)) {
    checks.add(
      `${at}/timeZone`,
      'unknown_time_zone',
      'There is no such time zone. Use an IANA name, such as Europe/Berlin.',
    );
  }
  const language = checks.text(`${at}/language`, 'The language', draft.language, 35);
  const canonical = language === null ? null : canonicalLanguage(language);
  if (language !== null && canonical === null) {
    checks.add(`${at}/language`, 'unknown_language', 'This is no language tag. Use BCP 47, such as en or pt-BR.');
  }
  const phones = draft.phones ?? [];
  if (phones.length > mostPhones) checks.add(`${at}/phones`, 'too_many', `At most ${mostPhones} phone numbers.`);
  return {
    username,
    name: checks.requiredText(`${at}/name`, 'The name', draft.name, 200),
    kind: draft.kind,
    roles: given,
    phones: phones.map((phone, index) => ({
      label: checks.requiredText(`${at}/phones/${index}/label`, 'The label', phone.label, 40),
      number: checks.requiredText(`${at}/phones/${index}/number`, 'The phone number', phone.number, 64),
      country: checkCountry(checks, `${at}/phones/${index}/country`, phone.country),
    })),
    email,
    country: checkCountry(checks, `${at}/country`, draft.country),
    location: checks.text(`${at}/location`, 'The location', draft.location, 200),
    timeZone,
    language: canonical,
  };
}

function checkCountry(checks: FieldChecks, field: string, value: string | null | undefined): string | null {
  const country = checks.text(field, 'The country', value, 64)?.toUpperCase() ?? null;
  if (country !== null && !isCountry(country)) {
    checks.add(field, 'unknown_country', 'There is no such country. Use two letters of ISO 3166-1, such as DE or US.');
  }
  return country;
}
