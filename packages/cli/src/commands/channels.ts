import type { Command } from '../command.js';
import { table } from '../table.js';

export const channels: Command = {
  name: 'channels',
  needs: 'plugins',
  async run(hailpoint) {
    const rows = await hailpoint.messaging.channels.list();
    const yes = (value: boolean) => (value ? 'yes' : 'no');
    const text = table(
      ['CHANNEL', 'ACTIVE', 'ORDER', 'PLUGINS', 'CHECK PROFILE', 'MANUAL ENTRY', 'ONLY OPT-IN', 'FROM'],
      rows.map((row) => [
        row.channel,
        yes(row.active),
        String(row.order),
        row.plugins.join(', ') || '(none)',
        yes(row.checkActiveRecipientProfile),
        yes(row.manualRecipientEntry),
        yes(row.requireOptIn),
        row.origin,
      ]),
    );
    return { text: rows.length > 0 ? text : 'No channel: no plugin that is on brings one.', json: rows };
  },
};
