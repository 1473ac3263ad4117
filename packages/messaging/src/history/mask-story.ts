import type { Story } from '../model/story.js';
import { maskAddresses } from './mask-addresses.js';

/** The story without addresses. */
export function maskStory(story: Story): Story {
  const { headline, chapters, present } = story;
  return {
    ...story,
    headline: maskAddresses(headline),
    chapters: chapters.map((chapter) => ({
      ...chapter,
      sentence: maskAddresses(chapter.sentence),
      details: chapter.details.map(({ label, value }) => ({ label, value: maskAddresses(value) })),
    })),
    present: {
      ...present,
      why: maskAddresses(present.why),
      next: present.next === null ? null : maskAddresses(present.next),
    },
  };
}
