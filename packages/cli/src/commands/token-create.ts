import type { Command } from '../command.js';
import { CommandError } from '../command-error.js';
import { exitCodes } from '../exit-codes.js';

export const tokenCreate: Command = {
  name: 'token create',
  needs: 'database',
  async run(hailpoint, args, caller) {
    const username = String(args['user']);
    const user = await hailpoint.messaging.users.findByUsername(username);
    if (!user) throw new CommandError(`Nobody has the username "${username}".`, exitCodes.refused);
    const label = typeof args['label'] === 'string' ? args['label'] : undefined;
    const token = await hailpoint.messaging.signIn.createAccessToken(user.id, label);
    await hailpoint.messaging.audit.record({
      userId: user.id,
      operatingSystemUser: caller.operatingSystemUser,
      action: 'access_token_created',
      subject: username,
      detail: label === undefined ? {} : { label },
    });
    return { text: token, json: { token, username } };
  },
};
