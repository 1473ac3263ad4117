import { type TProperties, Type } from 'typebox';

/** An object without other fields than these. A title names the schema in the OpenAPI document. */
export function closedObject<Properties extends TProperties>(
  properties: Properties,
  options: { title?: string; description?: string } = {},
) {
  return Type.Object(properties, { ...options, additionalProperties: false });
}
