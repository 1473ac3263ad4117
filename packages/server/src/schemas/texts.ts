import { Type } from 'typebox';

const mustBe = (words: string) => ({ 'x-must-be': words });

/** A UUID as this server writes ids: lower case. */
export const idText = () =>
  Type.String({
    pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
    ...mustBe('the id of a record, as lists show it'),
  });

export const interactionNumberText = () =>
  Type.String({ pattern: '^IMS[0-9]{7,12}$', ...mustBe('the number of an interaction, such as IMS0000001') });

export const channelText = () =>
  Type.String({ pattern: '^[a-z][a-z0-9_-]{0,63}$', ...mustBe('the name of a channel, such as "sms"') });

export const countryText = () =>
  Type.String({ pattern: '^[A-Z]{2}$', ...mustBe('a country as two capital letters (ISO 3166-1), such as "GB"') });

/** Text that must not be empty. */
export const shortText = (maxLength: number) => Type.String({ minLength: 1, maxLength });

export const anyText = (maxLength: number) => Type.String({ maxLength });
