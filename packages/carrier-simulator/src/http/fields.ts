import { InvalidRequestError } from '../errors/invalid-request-error.js';

type Fields = Readonly<Record<string, unknown>>;

/** Fields of a JSON body, each checked; every one throws InvalidRequestError naming the field. */
export function requiredText(fields: Fields, name: string, maximum: number): string {
  const value = fields[name];
  if (typeof value !== 'string' || value.length === 0 || value.length > maximum) {
    throw new InvalidRequestError(name, `must be a text of 1 to ${maximum} characters`);
  }
  return value;
}

export function optionalText(fields: Fields, name: string, maximum: number): string | undefined {
  return fields[name] === undefined ? undefined : requiredText(fields, name, maximum);
}

export function optionalCount(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  if (value === undefined) return undefined;
  if (!Number.isSafeInteger(value) || (value as number) < 1) {
    throw new InvalidRequestError(name, 'must be a whole number of at least 1');
  }
  return value as number;
}

export function phoneNumber(value: unknown, name: string): string {
  if (typeof value !== 'string' || !/^\+[1-9]\d{6,14}$/.test(value)) {
    throw new InvalidRequestError(name, 'must be a phone number in international form: + and 7 to 15 digits');
  }
  return value;
}

export function optionalUrl(fields: Fields, name: string): string | undefined {
  const value = optionalText(fields, name, 2048);
  return value === undefined ? undefined : httpUrl(value, name);
}

export function urls(fields: Fields, name: string, maximumCount: number): readonly string[] {
  return list(fields, name, maximumCount).map((value) => httpUrl(value, name));
}

export function list(fields: Fields, name: string, maximumCount: number): readonly unknown[] {
  const value = fields[name] ?? [];
  if (!Array.isArray(value) || value.length > maximumCount) {
    throw new InvalidRequestError(name, `must be a list of at most ${maximumCount}`);
  }
  return value;
}

/** A text that may be empty only when the message has pictures. */
export function messageBody(fields: Fields, mediaCount: number): string {
  const value = fields['body'] ?? '';
  if (typeof value !== 'string' || value.length > 1600) {
    throw new InvalidRequestError('body', 'must be a text of at most 1600 characters');
  }
  if (value.trim() === '' && mediaCount === 0)
    throw new InvalidRequestError('body', 'must not be empty without a picture');
  return value;
}

function httpUrl(value: unknown, name: string): string {
  const isHttp = typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
  if (!isHttp) throw new InvalidRequestError(name, 'must be an http or https URL');
  return value as string;
}
