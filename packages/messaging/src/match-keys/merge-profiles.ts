/** An active channel user profile whose number turns out to be another profile's, too. */
export interface CollidingProfile {
  readonly id: string;
  /** What they have in common: channel and match key. */
  readonly group: string;
  /** `null`: a guest. */
  readonly userId: string | null;
  /** Last message of its conversations, else when it was made. */
  readonly lastUsed: Date;
}

export interface EndedProfile {
  readonly id: string;
  readonly kept: string;
  /** The number was bound to someone else than it is now: their conversations do not go on. */
  readonly otherPerson: boolean;
}

/** Which profiles end so that each subscriber has one: a person's goes before a guest's, then the one that was used last. */
export function mergeProfiles(profiles: readonly CollidingProfile[]): readonly EndedProfile[] {
  const best = new Map<string, CollidingProfile>();
  for (const profile of profiles) {
    const other = best.get(profile.group);
    if (!other || goesBefore(profile, other)) best.set(profile.group, profile);
  }
  return profiles.flatMap(({ id, group, userId }) => {
    const kept = best.get(group)!;
    return kept.id === id ? [] : [{ id, kept: kept.id, otherPerson: userId !== null && userId !== kept.userId }];
  });
}

function goesBefore(one: CollidingProfile, other: CollidingProfile): boolean {
  if ((one.userId === null) !== (other.userId === null)) return other.userId === null;
  const later = one.lastUsed.getTime() - other.lastUsed.getTime();
  return later === 0 ? one.id > other.id : later > 0;
}
