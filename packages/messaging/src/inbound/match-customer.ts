/** Whom an inbound message is from, and what becomes of the channel user profile. */
export type CustomerMatch =
  /** a: nobody had the number as a profile, exactly one user has it. */
  | { readonly rule: 'a'; readonly user: string; readonly profile: 'create' | 'link' }
  /** a: several users have the number: a guest, and agents are asked. */
  | {
      readonly rule: 'a_several';
      readonly user: null;
      readonly profile: 'create' | 'keep';
      readonly candidates: readonly string[];
    }
  /** b: the profile's user; nothing is written back. */
  | { readonly rule: 'b'; readonly user: string; readonly profile: 'keep' }
  /** c: nobody knows the number: a guest. */
  | { readonly rule: 'c'; readonly user: null; readonly profile: 'create' | 'keep' }
  /** d: profile and user records disagree: the profile's user stays, an agent can re-associate. */
  | { readonly rule: 'd'; readonly user: string; readonly profile: 'keep'; readonly candidates: readonly string[] };

/** The matching cases of the documentation, decided from the active profile and from the users who have the number in their record. */
export function matchCustomer(
  profile: { readonly user: string | null } | null,
  users: readonly string[],
): CustomerMatch {
  if (profile?.user) {
    const { user } = profile;
    const agrees = users.length === 0 || users.includes(user);
    return agrees ? { rule: 'b', user, profile: 'keep' } : { rule: 'd', user, profile: 'keep', candidates: users };
  }
  const [first, ...others] = users;
  if (first === undefined) return { rule: 'c', user: null, profile: profile ? 'keep' : 'create' };
  if (others.length > 0)
    return { rule: 'a_several', user: null, profile: profile ? 'keep' : 'create', candidates: users };
  return { rule: 'a', user: first, profile: profile ? 'link' : 'create' };
}
