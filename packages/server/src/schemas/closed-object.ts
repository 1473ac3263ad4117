import { type TProperties, Type } from 'typebox';

/** An object without other fields than these. A title names the schema in the OpenAPI document; of `anyOf`, one must hold too. */
export function closedObject<Properties extends TProperties>(
  properties: Properties,
  options: { title?: string; description?: string; anyOf?: readonly object[] } = {},
) {
  return Type.Object(properties, { ...options, additionalProperties: false });
}
