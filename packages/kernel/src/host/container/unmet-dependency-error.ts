import type { Class } from '../../plugin/define-plugin.js';

/** A class asks in its constructor for what nobody provides. */
export class UnmetDependencyError extends Error {
  override readonly name = 'UnmetDependencyError';
  readonly code = 'unmet_dependency';
  readonly why: string;
  readonly fix: string;
  /** It asks for a service of the right name from another copy of the kernel. */
  readonly foreignService: string | null;

  /** @param provides what the host gives to constructors, by name */
  constructor(type: Class<unknown>, provides: ReadonlyMap<string, unknown>, cause: Error) {
    const parameters = (Reflect.getMetadata('design:paramtypes', type) as unknown[] | undefined) ?? [];
    const unclear = parameters.findIndex((parameter) => parameter === undefined || parameter === Object);
    const foreign = parameters.find((parameter): parameter is Class<unknown> => {
      return (
        typeof parameter === 'function' && provides.has(parameter.name) && provides.get(parameter.name) !== parameter
      );
    });
    const given = `The host provides ${[...provides.keys()].join(', ')}, and what the plugin itself registers with provide().`;
    let why = `${firstLine(cause)}`;
    let fix = `${given} Ask for one of these, or register the class with provide().`;
    if (parameters.length === 0 && type.length > 0) {
      why = `Nothing says of which types the ${type.length} parameters of the constructor of ${type.name} are.`;
      fix = `Put @injectable() on ${type.name} and compile with "emitDecoratorMetadata" (in plain JavaScript contribute a factory instead).`;
    } else if (unclear >= 0) {
      why = `Parameter ${unclear + 1} of the constructor of ${type.name} has an interface or another type that is gone at run time.`;
      fix = `Use a class as its type, and import it as a value (not "import type"). ${given}`;
    }
    super(`${why} ${fix}`, { cause });
    this.why = why;
    this.fix = fix;
    this.foreignService = foreign?.name ?? null;
  }
}

function firstLine(error: Error): string {
  const line = (error.message.split('\n')[0] ?? '').trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
