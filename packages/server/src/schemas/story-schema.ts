import type { Story } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { text, time } from './answer-parts.js';
import { closedObject } from './closed-object.js';
import { nullable } from './nullable.js';
import { schemaOf } from './schema-of.js';

const states = [
  'received',
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'undelivered',
  'unknown',
  'canceled',
  'new',
  'work_in_progress',
  'on_hold',
  'wrap_up',
  'closed_complete',
  'closed_abandoned',
] as const;

const StoryChapterSchema = closedObject(
  {
    at: time(),
    actor: closedObject({
      kind: Type.Enum(['agent', 'customer', 'virtual_agent', 'carrier', 'system']),
      name: text(),
    }),
    kind: text(),
    tone: Type.Enum(['plain', 'good', 'bad', 'doubt']),
    sentence: text(),
    details: Type.Array(closedObject({ label: text(), value: text() })),
    message: nullable(text()),
  },
  { title: 'StoryChapter' },
);

export const StorySchema = schemaOf<Story>()(
  closedObject(
    {
      subject: closedObject({
        kind: Type.Enum(['interaction', 'message']),
        number: text(),
        message: nullable(text()),
      }),
      headline: text(),
      chapters: Type.Array(StoryChapterSchema),
      present: closedObject({ state: Type.Enum([...states]), why: text(), next: nullable(text()) }),
      nextCursor: nullable(text()),
    },
    { title: 'Story' },
  ),
);
