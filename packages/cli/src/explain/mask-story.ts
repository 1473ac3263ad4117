import { maskAddresses, type Story } from '@hailpoint/messaging';

/** The story without addresses: terminals are scrolled back, copied and sent around. */
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
