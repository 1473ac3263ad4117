/** Module resolution hook, run by Node in a thread of its own: `@hailpoint/kernel` is the host's copy, whoever asks. */
interface ResolveContext {
  readonly conditions: readonly string[];
  readonly importAttributes: Readonly<Record<string, string>>;
  readonly parentURL?: string;
}

interface Resolution {
  readonly url: string;
  readonly format?: string | null;
  readonly shortCircuit?: boolean;
}

let kernelUrl = '';

export function initialize(data: { readonly kernelUrl: string }): void {
  kernelUrl = data.kernelUrl;
}

export async function resolve(
  specifier: string,
  context: ResolveContext,
  next: (specifier: string, context: ResolveContext) => Promise<Resolution>,
): Promise<Resolution> {
  if (specifier === '@hailpoint/kernel') return { url: kernelUrl, format: 'module', shortCircuit: true };
  return next(specifier, context);
}
