import { MyPluginWebhookError } from './my-plugin-errors.js';

export type Fields = Readonly<Record<string, unknown>>;

/** The fields of a JSON object; none, when the text is something else. */
export function readFields(content: string): Fields {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null ? (value as Fields) : {};
  } catch {
    return {};
  }
}

/** @throws MyPluginWebhookError when it is no text, or an empty one */
export function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '') throw new MyPluginWebhookError(name);
  return value;
}
