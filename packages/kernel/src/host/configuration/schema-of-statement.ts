import type { Class, JsonSchema } from '../../plugin/define-plugin.js';
import { closeSchema } from './close-schema.js';
import { schemaOfClass } from './schema-of-class.js';

/** For a plugin that states no configuration. */
const noConfiguration: JsonSchema = { type: 'object', properties: {}, additionalProperties: false };

/** The schema of what a plugin states as its configuration: a class, a schema, or nothing. */
export function schemaOfStatement(stated: Class<object> | JsonSchema | undefined): JsonSchema {
  if (stated === undefined) return noConfiguration;
  return typeof stated === 'function' ? schemaOfClass(stated as Class<object>) : closeSchema(stated);
}
