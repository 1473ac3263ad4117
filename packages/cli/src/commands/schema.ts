import { fileSchema } from '@hailpoint/server/configuration';
import type { Command } from '../command.js';
import { operator } from './operator.js';

/** The schema of the configuration file, for editors. Reads only, so it acts for nobody. */
export const schema: Command = {
  name: 'schema',
  needs: 'plugins',
  async run({ plugins }, _args, caller) {
    const json = fileSchema(await plugins.schemas(operator(caller, 'admin')));
    return { text: JSON.stringify(json, null, 2), json };
  },
};
