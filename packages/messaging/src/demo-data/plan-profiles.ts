import { matchKey } from '../address/match-key.js';
import { isClosed } from '../interactions/is-closed.js';
import type { DemoData } from './demo-data.js';

/** An active profile to be made. */
export interface PlannedProfile {
  readonly channel: string;
  readonly matchKey: string;
  readonly recipientId: string;
  /** Key of the user; `null`: a guest. */
  readonly user: string | null;
}

export function profileKey(channel: string, recipientId: string): string {
  return JSON.stringify([channel, matchKey(channel, recipientId)]);
}

/**
 * The active profiles that the data speak of, by {@link profileKey}: of open conversations and of `profiles`. `contradictions` are places that
 * bind a number to somebody else than a place above.
 */
export function activeProfiles(data: DemoData): {
  readonly profiles: ReadonlyMap<string, PlannedProfile>;
  readonly contradictions: readonly string[];
} {
  const { conversations = [], profiles: given = [] } = data;
  const places = [
    ...conversations.flatMap((one, index) =>
      one.state !== undefined && isClosed(one.state) ? [] : [{ ...one, path: `conversations[${index}].user` }],
    ),
    ...given.map((one, index) => ({ ...one, path: `profiles[${index}].user` })),
  ];
  const profiles = new Map<string, PlannedProfile>();
  const contradictions: string[] = [];
  for (const { channel, recipientId, user = null, path } of places) {
    const key = profileKey(channel, recipientId);
    const known = profiles.get(key);
    if (known && known.user !== user) contradictions.push(path);
    if (!known) profiles.set(key, { channel, matchKey: matchKey(channel, recipientId), recipientId, user });
  }
  return { profiles, contradictions };
}
