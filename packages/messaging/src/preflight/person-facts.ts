import type { AvailabilitySituation } from '@hailpoint/kernel';
import type { RecipientPerson } from './recipient-person.js';

/** What plugins are told of whom a message is for. */
export function personFacts(person: RecipientPerson | null): AvailabilitySituation['person'] {
  if (!person) return null;
  const { reference, country, location, timeZone, language } = person;
  return {
    reference,
    ...(country !== undefined && { country }),
    ...(location !== undefined && { location }),
    ...(timeZone !== undefined && { timeZone }),
    ...(language !== undefined && { language }),
  };
}
