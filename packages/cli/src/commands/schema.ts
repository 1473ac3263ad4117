import { fileSchema } from '@hailpoint/server';
import type { Command } from '../command.js';

/** The schema of the configuration file, for editors. Reads only, so it acts for nobody. */
export const schema: Command = {
  name: 'schema',
  needs: 'plugins',
  async run({ plugins }, _args, { operatingSystemUser }) {
    const reader = { userId: '', name: operatingSystemUser, roles: ['admin'] };
    const json = fileSchema(await plugins.schemas(reader));
    return { text: JSON.stringify(json, null, 2), json };
  },
};
