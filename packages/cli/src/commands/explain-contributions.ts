import type { Command } from '../command.js';
import { table } from '../table.js';
import { operator } from './operator.js';

/** Which plugins answer for a record. Reads only, so it acts for nobody. */
export const explainContributions: Command = {
  name: 'plugins explain',
  needs: 'plugins',
  async run({ messaging }, args, caller) {
    const answers = await messaging.compose.explainContributions(operator(caller, 'admin'), String(args['number']));
    const text = answers.questions.map(({ point, question, outcome, answers: given }) => {
      const rows = given.map(({ plugin, contribution, order, words, ms }) => {
        return [String(order), plugin, contribution, `${ms.toFixed(1)} ms`, words];
      });
      const asked =
        rows.length > 0
          ? table(['ORDER', 'PLUGIN', 'CONTRIBUTION', 'TOOK', 'ANSWER'], rows)
          : 'Nobody is there to be asked.';
      return `${question} (${point})\n  ${outcome}\n${asked.replace(/^/gm, '    ')}`;
    });
    return { text: text.join('\n\n'), json: answers };
  },
};
