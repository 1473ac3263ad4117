import type { Command } from '../command.js';
import { checkCarriers } from '../doctor/check-carriers.js';
import { checkDatabase } from '../doctor/check-database.js';
import { checkPlugins } from '../doctor/check-plugins.js';
import { checkPublicUrl } from '../doctor/check-public-url.js';
import { checkWork } from '../doctor/check-work.js';
import { describeFindings } from '../doctor/finding.js';
import { operator } from './operator.js';

/** What can be looked at where the database is open. What comes before is looked at by whoever asks. */
export const doctor: Command = {
  name: 'doctor',
  needs: 'plugins',
  async run({ store, host, configuration, messaging, plugins, server }, _args, caller) {
    const [database, publicUrl, carriers, backlog, nodes] = await Promise.all([
      checkDatabase(store, () => new Date()),
      checkPublicUrl(configuration.server.publicUrl, host, server !== null),
      checkCarriers(host),
      messaging.backlog(),
      plugins.nodes(operator(caller, 'admin')),
    ]);
    const findings = [...database, ...checkPlugins(host, nodes), ...publicUrl, ...carriers, ...checkWork(backlog)];
    return { text: describeFindings(findings), json: findings };
  },
};
