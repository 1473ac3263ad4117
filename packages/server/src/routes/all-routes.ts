import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import { attachmentRoutes } from './attachment-routes.js';
import { auditRoutes } from './audit-routes.js';
import { channelRoutes } from './channel-routes.js';
import { composeRoutes } from './compose-routes.js';
import { consentRoutes } from './consent-routes.js';
import { eventRoutes } from './event-routes.js';
import { healthRoutes } from './health-routes.js';
import { historyRoutes } from './history-routes.js';
import { interactionRoutes } from './interaction-routes.js';
import { meRoutes } from './me-routes.js';
import { messageRoutes } from './message-routes.js';
import { notificationRoutes } from './notification-routes.js';
import { pluginRoutes } from './plugin-routes.js';
import { recipientRoutes } from './recipient-routes.js';
import { reconciliationRoutes } from './reconciliation-routes.js';
import { scheduledMessageRoutes } from './scheduled-message-routes.js';
import { signInRoutes } from './sign-in-routes.js';
import { threadRoutes } from './thread-routes.js';
import { userRoutes } from './user-routes.js';
import { webhookEventRoutes } from './webhook-event-routes.js';
import { webhookRoutes } from './webhook-routes.js';

/** Every route of the API. Attachments and webhooks read other bodies than JSON, so each has a scope of its own. */
export async function allRoutes(app: TypedServer, context: RouteContext): Promise<void> {
  for (const register of [
    meRoutes,
    interactionRoutes,
    threadRoutes,
    historyRoutes,
    composeRoutes,
    messageRoutes,
    scheduledMessageRoutes,
    recipientRoutes,
    notificationRoutes,
    userRoutes,
    channelRoutes,
    pluginRoutes,
    reconciliationRoutes,
    auditRoutes,
    consentRoutes,
    webhookEventRoutes,
    signInRoutes,
    eventRoutes,
    healthRoutes,
  ]) {
    register(app, context);
  }
  await app.register(async (scope) => attachmentRoutes(scope, context));
  await app.register(async (scope) => webhookRoutes(scope, context));
}
