import { Type } from 'typebox';
import { signedIn } from '../http/access-rule.js';
import { actorOf } from '../http/actor-of.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import { integer } from '../schemas/answer-parts.js';
import { closedObject } from '../schemas/closed-object.js';
import { NotificationListSchema } from '../schemas/notification-list-schema.js';
import { pageQuery } from '../schemas/page-query.js';
import { idText } from '../schemas/texts.js';

const tags = ['Notifications'];

export function notificationRoutes(app: TypedServer, { messaging }: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/api/v1/notifications',
    config: { access: signedIn },
    schema: {
      tags,
      operationId: 'listNotifications',
      summary: "The caller's notifications, newest first, with the unread count.",
      querystring: closedObject(pageQuery),
      response: { 200: NotificationListSchema },
    },
    handler: (request) => messaging.notifications.list(actorOf(request), request.query),
  });

  app.route({
    method: 'POST',
    url: '/api/v1/notifications/read',
    config: { access: signedIn },
    schema: {
      tags,
      operationId: 'markNotificationsRead',
      summary: 'Marks these as read; without ids, all of them.',
      body: closedObject({ ids: Type.Optional(Type.Array(idText(), { maxItems: 200 })) }, { title: 'MarkReadRequest' }),
      response: { 200: closedObject({ unread: integer() }, { title: 'UnreadCount' }) },
    },
    handler: (request) => messaging.notifications.markRead(actorOf(request), request.body.ids),
  });
}
