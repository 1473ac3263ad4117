import { JSONSchema } from 'class-validator-jsonschema';

/**
 * Marks a property of a configuration class as a secret: it accepts only `${NAME}`, so that the secret itself is never in a file
 * or in the database, and no error, log or API answer shows it. In a hand-written JSON Schema the keyword is `writeOnly: true`.
 */
export function Secret(): PropertyDecorator {
  return JSONSchema({ writeOnly: true }) as PropertyDecorator;
}
