import { maskStory } from '@hailpoint/messaging';
import type { Command, CommandArguments } from '../command.js';
import { readStory } from '../explain/read-story.js';
import { storyText } from '../explain/story-text.js';
import { operator } from './operator.js';

/** Tells what happened to interactions and messages. Reads only, so it acts for nobody and needs no `--as`. */
export const explain: Command = {
  name: 'explain',
  needs: 'plugins',
  async run({ messaging }, args, caller) {
    const names = Array.isArray(args['names']) ? (args['names'] as string[]) : [];
    const stories = [];
    for (const name of names) {
      const story = await readStory(messaging.history, operator(caller, 'agent_workspace_user'), name);
      // Terminals are scrolled back, copied and sent around.
      stories.push(args['showAddresses'] ? story : maskStory(story));
    }
    const text = stories.map((story) =>
      [
        storyText(story, {
          timeZone: timeZoneOf(args),
          columns: Number(args['columns']) || 80,
          details: Boolean(args['details']) || story.subject.kind === 'message',
          now: new Date().toISOString(),
        }),
        ...(story.nextCursor === null ? [] : ['What happened before is left out: the story is very long.']),
      ].join('\n'),
    );
    return { text: text.join('\n\n\n'), json: stories.length === 1 ? stories[0] : stories };
  },
};

/** Of the terminal, which need not be the server's. */
function timeZoneOf(args: CommandArguments): string {
  const asked = String(args['timeZone'] ?? '');
  try {
    return new Intl.DateTimeFormat('en', { timeZone: asked }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
