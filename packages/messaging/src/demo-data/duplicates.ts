/** Places of values that stood somewhere before. */
export function duplicates(values: readonly (string | null | undefined)[]): number[] {
  return values.flatMap((value, index) => (value && values.indexOf(value) < index ? [index] : []));
}
