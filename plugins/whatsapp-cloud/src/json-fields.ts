import { InvalidNotificationError } from './invalid-notification-error.js';

export type JsonObject = Readonly<Record<string, unknown>>;

/** @throws InvalidNotificationError when it is not the JSON of an object */
export function parseObject(body: Uint8Array): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    throw new InvalidNotificationError('JSON');
  }
  if (!isObject(value)) throw new InvalidNotificationError('JSON');
  return value;
}

/** @throws InvalidNotificationError */
export function objectAt(parent: JsonObject, name: string): JsonObject {
  return asObject(own(parent, name), name);
}

/** Empty when it is not there. @throws InvalidNotificationError when it is something else, or has something else in it */
export function objectsAt(parent: JsonObject, name: string): readonly JsonObject[] {
  return listAt(parent, name).map((item) => asObject(item, name));
}

/** Empty when it is not there. @throws InvalidNotificationError when it is something else */
export function listAt(parent: JsonObject, name: string): readonly unknown[] {
  const value = own(parent, name) ?? [];
  if (!Array.isArray(value)) throw new InvalidNotificationError(name);
  return value;
}

/** @throws InvalidNotificationError */
export function asObject(value: unknown, name: string): JsonObject {
  if (!isObject(value)) throw new InvalidNotificationError(name);
  return value;
}

/** @throws InvalidNotificationError when it is no text, or empty */
export function textAt(parent: JsonObject, name: string): string {
  const value = own(parent, name);
  if (typeof value !== 'string' || value === '') throw new InvalidNotificationError(name);
  return value;
}

/** @throws InvalidNotificationError when it is there and no text */
export function optionalTextAt(parent: JsonObject, name: string): string | null {
  const value = own(parent, name) ?? null;
  if (value !== null && typeof value !== 'string') throw new InvalidNotificationError(name);
  return value === '' ? null : value;
}

export function own(parent: JsonObject, name: string): unknown {
  return Object.hasOwn(parent, name) ? parent[name] : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
