import type { Command } from '../command.js';
import { pluginChanges } from './change-plugin.js';
import { channels } from './channels.js';
import { compose } from './compose.js';
import { doctor } from './doctor.js';
import { explain } from './explain.js';
import { explainContributions } from './explain-contributions.js';
import { login } from './login.js';
import { plugins } from './plugins.js';
import { schema } from './schema.js';
import { tokenCreate } from './token-create.js';

/** Commands that run where the database is open. `start` and `migrate` open it themselves. */
export const commands: readonly Command[] = [
  login,
  tokenCreate,
  plugins,
  ...pluginChanges,
  channels,
  compose,
  explain,
  explainContributions,
  doctor,
  schema,
];
