import type { Actor, HistoryService, Story, StoryChapter } from '@hailpoint/messaging';
import { CommandError } from '../command-error.js';
import { exitCodes } from '../exit-codes.js';

/** Pages of a hundred messages that are read of an interaction, at most. */
const mostPages = 10;

/** The story of what was named on the command line: an interaction by its number, a message by its id. */
export async function readStory(history: HistoryService, actor: Actor, name: string): Promise<Story> {
  if (/^ims\d+$/i.test(name)) return whole(history, actor, name.toUpperCase());
  if (/^[0-9a-f-]{36}$/i.test(name)) return history.ofMessage(actor, name.toLowerCase());
  throw new CommandError(
    `"${name}" is neither the number of an interaction, such as IMS0000029, nor the id of a message.`,
    exitCodes.usage,
  );
}

/** Page after page, the older ones before. What is too long is told from where it was cut; `nextCursor` says so. */
async function whole(history: HistoryService, actor: Actor, number: string): Promise<Story> {
  const newest = await history.ofInteraction(actor, number, { limit: 100 });
  let chapters: readonly StoryChapter[] = newest.chapters;
  let { nextCursor } = newest;
  for (let pages = 1; nextCursor !== null && pages < mostPages; pages += 1) {
    const older: Story = await history.ofInteraction(actor, number, { limit: 100, cursor: nextCursor });
    chapters = [...older.chapters, ...chapters];
    nextCursor = older.nextCursor;
  }
  // What is told of a message stands on its page, also what came later.
  return { ...newest, chapters: chapters.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)), nextCursor };
}
