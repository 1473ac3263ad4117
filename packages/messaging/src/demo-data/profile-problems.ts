import type { DemoData } from './demo-data.js';
import { unknownUser } from './interaction-problems.js';
import { activeProfiles } from './plan-profiles.js';
import type { Problem } from './shape-reader.js';

/** What is wrong with the profiles: at most one is active for one number. */
export function profileProblems(data: DemoData): Problem[] {
  return [
    ...(data.profiles ?? []).flatMap(({ user }, index) => unknownUser(data.users, user, `profiles[${index}].user`)),
    ...activeProfiles(data).contradictions.map((path) => ({
      path,
      problem: 'the same number of this channel is bound to somebody else above; at most one profile can be active',
    })),
  ];
}
