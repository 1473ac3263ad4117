import type { Command } from '../command.js';
import { CommandError } from '../command-error.js';
import { exitCodes } from '../exit-codes.js';
import { signInUrl } from '../sign-in-url.js';

export const login: Command = {
  name: 'login',
  needs: 'database',
  async run(hailpoint, args, caller) {
    const username = String(args['username']);
    const user = await hailpoint.messaging.users.findByUsername(username);
    if (!user) {
      const { database } = hailpoint.configuration;
      const where =
        database.kind === 'embedded' ? `the data directory ${database.directory}` : 'the PostgreSQL database';
      throw new CommandError(`Nobody has the username "${username}" in ${where}.`, exitCodes.refused);
    }
    const link = await hailpoint.messaging.signIn.createLink(user.id);
    await hailpoint.messaging.audit.record({
      userId: user.id,
      operatingSystemUser: caller.operatingSystemUser,
      action: 'sign_in_link_created',
      subject: username,
    });
    const url = signInUrl(hailpoint, link.token);
    return { text: url, json: { url, username, expiresAt: link.expiresAt } };
  },
};
