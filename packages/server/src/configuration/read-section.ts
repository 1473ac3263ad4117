import type { Class } from '@hailpoint/kernel';
import { checkSchema, type Environment, expandEnvironment, schemaOfClass, suggestName } from '@hailpoint/kernel/host';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { stringify } from 'yaml';

export interface SectionFault {
  readonly path: string;
  readonly problem: string;
  readonly fix: string;
}

interface SectionSource {
  /** As written, references to the environment included. */
  readonly raw: object;
  /** Path of the section; empty for the file as a whole. */
  readonly path: string;
  readonly environment: Environment;
  /** Values that take the place of written ones, and are taken as they are. */
  readonly overrides?: Readonly<Record<string, unknown>>;
}

interface PropertyFacts {
  readonly examples?: readonly unknown[];
  readonly writeOnly?: boolean;
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: that is what people write in the file
const secretFix = 'Write ${NAME} here, and put the value into the environment variable NAME.';

/** Reads one section by its class: references to the environment, unknown keys, types, then the class's own validators. */
export function readSection<Section extends object>(
  type: Class<Section>,
  { raw, path, environment, overrides = {} }: SectionSource,
): { readonly value: Section; readonly faults: readonly SectionFault[] } {
  const schema = schemaOfClass(type);
  const properties = (schema['properties'] ?? {}) as Record<string, PropertyFacts>;
  const written = Object.fromEntries(Object.entries(raw).filter(([key]) => !Object.hasOwn(overrides, key)));
  const expansion = expandEnvironment(written, environment, { schema, path });
  const value = { ...(expansion.value as object), ...overrides };
  const found = new Map<string, SectionFault>();
  const report = (at: string, problem: string, fix: string) => {
    const known = [...found.keys()].some(
      (other) => at === other || at.startsWith(`${other}.`) || at.startsWith(`${other}[`),
    );
    if (!known) found.set(at, { path: at.replace(/^\./, ''), problem, fix });
  };

  for (const { path: at, message } of expansion.problems) report(at, sentence(message), referenceFix(message));
  const instance = plainToInstance(type, value);
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true });
  // The schema sees what the validators let pass or put badly: what is null, has another shape, or is lost on the way into the class.
  const isPlainlyRight =
    errors.length === 0 &&
    Object.entries(value).every(([key, item]) => item !== null && Object.hasOwn(properties, key));
  for (const { path: at, message } of isPlainlyRight ? [] : checkSchema(schema, value, path).problems) {
    // The class says the same in words.
    if (message.startsWith('must match pattern')) continue;
    const unknown = /^is not known\. (.*)$/.exec(message);
    if (unknown) report(at, 'is not known.', unknown[1] ?? '');
    else report(at, sentence(message), exampleFix(at, properties));
  }
  for (const { property, constraints = {} } of errors) {
    const at = `${path}.${property}`;
    const [[name, message] = ['', 'is not valid']] = Object.entries(constraints);
    if (name === 'whitelistValidation') report(at, 'is not known.', suggestName(property, Object.keys(properties)));
    else report(at, sentence(message.replace(`${property} `, '')), exampleFix(at, properties));
  }
  return { value: instance, faults: [...found.values()] };
}

function sentence(message: string): string {
  return `${message.replace(/[.]$/, '')}.`;
}

function referenceFix(message: string): string {
  const variable = /environment variable (\w+)/.exec(message)?.[1];
  if (variable === undefined) return secretFix;
  return `Set ${variable} before the start.`;
}

function exampleFix(path: string, properties: Record<string, PropertyFacts>): string {
  const name = /([\w-]+)$/.exec(path)?.[1] ?? '';
  if (properties[name]?.writeOnly) return secretFix;
  const [example] = properties[name]?.examples ?? [];
  if (example === undefined) return 'Correct this value.';
  return `For example: ${stringify({ [name]: example }, { collectionStyle: 'flow', flowCollectionPadding: false })
    .trim()
    .replace(/^\{(.*)\}$/s, '$1')}`;
}
