/** Two parts of a text, split at the space nearest to its middle. A text of one word stays whole, so that no keyword is torn. */
export function splitText(body: string): readonly [string] | readonly [string, string] {
  const middle = body.length / 2;
  const spaces = [...body.matchAll(/\S(\s)\S/g)].map(({ index }) => index + 1);
  const [nearest] = spaces.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  return nearest === undefined ? [body] : [body.slice(0, nearest), body.slice(nearest + 1)];
}
