/** An attempt of a message, as far as it decides who may try next. */
export interface TriedProvider {
  /** Id of the plugin. */
  readonly plugin: string;
  /** `null`: it is under way, or was never answered. */
  readonly outcome: 'accepted' | 'rejected' | 'not_sent' | 'unknown' | null;
}

export interface NextProvider {
  readonly plugin: string;
  /** It has not tried this message yet. */
  readonly atOnce: boolean;
}

/**
 * Who tries a message next that its provider surely did not send. Pure. First those that have not tried it yet, in their order; then the one
 * whose try is longest ago. `null`: its provider keeps it: nobody else has the sender, or one of its attempts may have reached a carrier, and
 * then no other carrier must get it, whatever is known of that attempt today.
 *
 * @param others plugins that can carry it, without its own
 * @param attempts of the message, the oldest first
 */
export function nextProvider(others: readonly string[], attempts: readonly TriedProvider[]): NextProvider | null {
  if (attempts.some(({ outcome }) => outcome !== 'not_sent')) return null;
  const lastTry = (plugin: string) => attempts.map((one) => one.plugin).lastIndexOf(plugin);
  const [next] = [...others].sort((a, b) => lastTry(a) - lastTry(b));
  return next === undefined ? null : { plugin: next, atOnce: lastTry(next) === -1 };
}
