/** `@jest/globals` is made by jest for each file of tests; here it is what jest has put on the global object. */
export async function resolve(specifier, context, next) {
  return specifier === '@jest/globals'
    ? { url: new URL('jest-globals.mjs', import.meta.url).href, shortCircuit: true }
    : next(specifier, context);
}
