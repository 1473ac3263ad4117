import type { NotificationList } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { integer, text, time } from './answer-parts.js';
import { closedObject } from './closed-object.js';
import { nullable } from './nullable.js';
import { schemaOf } from './schema-of.js';

const notification = closedObject(
  {
    id: text(),
    kind: Type.Enum([
      'reply_received',
      'agent_joined',
      'conversation_closed',
      'conversation_taken',
      'send_failed',
      'send_unknown',
      'recipient_unclear',
      'recipient_associated',
      'handed_off',
      'follow_up',
      'scheduled_needs_attention',
      'scheduled_canceled',
    ]),
    body: text(),
    interaction: nullable(text()),
    messageId: nullable(text()),
    read: Type.Boolean(),
    createdAt: time(),
  },
  { title: 'Notification' },
);

export const NotificationListSchema = schemaOf<NotificationList>()(
  closedObject(
    { items: Type.Array(notification), unread: integer(), nextCursor: nullable(text()) },
    { title: 'NotificationList' },
  ),
);
