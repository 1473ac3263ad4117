import type { Actor, Role } from '@hailpoint/messaging';
import type { CommandCaller } from '../command.js';

/** For commands that only read: whoever may open the data may read it, and acts for nobody. */
export function operator({ operatingSystemUser }: CommandCaller, role: Role): Actor {
  return { userId: '', name: operatingSystemUser, roles: [role] };
}
