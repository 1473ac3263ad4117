import type { PersonAddress } from '../directory/person-address.js';
import type { UserFields } from './user-fields.js';

/** The addresses that a person's phones and e-mail are: phones first, in their order. */
export function addressesOfFields(fields: Pick<UserFields, 'phones' | 'email'>): Omit<PersonAddress, 'matchKey'>[] {
  const phones = fields.phones.map(({ label, number, country }) => ({ kind: 'phone', label, value: number, country }));
  return fields.email === null
    ? phones
    : [...phones, { kind: 'email', label: 'E-mail', value: fields.email, country: null }];
}
