import type { Actor } from '@hailpoint/messaging';
import { CommandError } from '../command-error.js';
import { exitCodes } from '../exit-codes.js';
import type { Hailpoint } from '../hailpoint.js';

/** Who a command acts for. */
export async function actingUser(hailpoint: Hailpoint, username: string): Promise<Actor> {
  const user = await hailpoint.messaging.users.findByUsername(username);
  if (!user) throw new CommandError(`Nobody has the username "${username}"; --as names who acts.`, exitCodes.refused);
  return { userId: user.id, name: user.name, roles: user.roles, via: 'command' };
}
