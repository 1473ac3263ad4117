import { DatabaseAttachmentService } from './attachments/attachment-service.js';
import { SignedMedia } from './attachments/signed-media.js';
import { DatabaseAuditService } from './audit/audit-service.js';
import { readBacklog } from './backlog/read-backlog.js';
import { ChannelConfigurations } from './channels/channel-configurations.js';
import { DatabaseChannelService } from './channels/channel-service.js';
import { Composing } from './compose/composing.js';
import { DatabaseConsentService } from './consent/consent-service.js';
import { DeliveryWorker } from './delivery/delivery-worker.js';
import { readDemoGuide } from './demo-data/demo-guide.js';
import { defaultFollowUps } from './follow-ups/follow-up-rule.js';
import { FollowUpWorker } from './follow-ups/follow-up-worker.js';
import { DatabaseHistoryService } from './history/history-service.js';
import { InboundReceiver } from './inbound/inbound-receiver.js';
import { DatabaseInteractionService } from './interactions/interaction-service.js';
import { LiveEventBus } from './live/live-event-bus.js';
import { DatabaseMessageService } from './look-up/database-message-service.js';
import { LookUpWorker } from './look-up/look-up-worker.js';
import type { Messaging, MessagingDependencies } from './messaging.js';
import { DatabaseNotificationService } from './notifications/notification-service.js';
import { SendRecord } from './providers/send-record.js';
import { DatabaseReconciliationService } from './reconciliation/reconciliation-service.js';
import { ReconciliationWorker } from './reconciliation/reconciliation-worker.js';
import { DatabaseScheduledMessageService } from './scheduled/scheduled-message-service.js';
import { ScheduledWorker } from './scheduled/scheduled-worker.js';
import { forgetAnswers } from './send/forget-answers.js';
import { mediaOfMessage } from './send/media-of-message.js';
import { DatabaseSignInService } from './sign-in/sign-in-service.js';
import { Upkeep } from './upkeep.js';
import { DatabaseUserService } from './users/user-service.js';
import { VirtualAgentWorker } from './virtual-agent/virtual-agent-worker.js';
import { forgetWebhooks } from './webhooks/forget-webhooks.js';
import { takeChannelEvent } from './webhooks/take-channel-event.js';
import { DatabaseWebhookEventService } from './webhooks/webhook-event-service.js';
import { StoredWebhooks } from './webhooks/webhook-service.js';
import { WebhookWorker } from './webhooks/webhook-worker.js';

/** The domain, put together. Nothing runs by itself before `start`. */
export function createMessaging(dependencies: MessagingDependencies): Messaging {
  const { store, points, clock, logger, settings } = dependencies;
  const live = new LiveEventBus(store, logger);
  const configurations = new ChannelConfigurations({ store, points, settings, clock });
  const signedMedia = new SignedMedia({ store, clock, settings });
  const attachments = new DatabaseAttachmentService({ store, points, channels: configurations, clock, signedMedia });
  const inbound = new InboundReceiver({ store, points, live, channels: configurations });
  const mediaOf = (messageId: string) => mediaOfMessage(store, signedMedia, messageId);
  const sendRecord = new SendRecord();
  const delivery = new DeliveryWorker({
    store,
    points,
    live,
    clock,
    logger,
    mediaOf,
    sendRecord,
    defaultCountry: settings.defaultCountry,
  });
  const take = takeChannelEvent({ store, live, inbound });
  const reconciliation = new ReconciliationWorker({ store, points, clock, logger, take });
  const lookUps = new LookUpWorker({ store, points, live, clock, logger, mediaOf });
  const webhookWorker = new WebhookWorker({ store, points, clock, logger, take });
  const virtualAgent = new VirtualAgentWorker({ store, points, live, clock, logger });
  const sending = { store, points, clock, live, settings, channels: configurations, sendRecord };
  const scheduledWorker = new ScheduledWorker({ ...sending, logger });
  const followUps = new FollowUpWorker({
    store,
    points,
    live,
    clock,
    logger,
    rules: settings.followUps ?? defaultFollowUps,
    defaultCountry: settings.defaultCountry,
  });
  const signIn = new DatabaseSignInService({ store, clock });
  const upkeep = new Upkeep(
    {
      attachments: () => attachments.sweepUnused(),
      idempotency: () => forgetAnswers(store, clock.now()),
      signIn: () => signIn.sweepExpired(),
      webhooks: () => forgetWebhooks(store, clock.now()),
    },
    logger,
  );
  return {
    interactions: new DatabaseInteractionService({ store, points, clock, live }),
    compose: new Composing({ ...sending, logger }),
    scheduled: new DatabaseScheduledMessageService(sending),
    messages: new DatabaseMessageService({ ...sending, mediaOf }),
    reconciliations: new DatabaseReconciliationService({ store, points, clock, wake: () => reconciliation.wake() }),
    attachments,
    notifications: new DatabaseNotificationService({ store, clock, live }),
    users: new DatabaseUserService({ store, points, clock }),
    channels: new DatabaseChannelService({ store, clock, settings, configurations }),
    signIn,
    webhooks: new StoredWebhooks({ store, points, clock, logger }),
    webhookEvents: new DatabaseWebhookEventService({ store, points, clock, logger, take }),
    consents: new DatabaseConsentService(sending),
    audit: new DatabaseAuditService({ store, clock }),
    history: new DatabaseHistoryService({ store, points, clock }),
    live,
    guide: () => readDemoGuide(store),
    backlog: () => readBacklog(store, clock.now()),
    start() {
      if (settings.workers === false) return;
      delivery.start();
      lookUps.start();
      reconciliation.start();
      webhookWorker.start();
      virtualAgent.start();
      followUps.start();
      scheduledWorker.start();
      upkeep.start();
    },
    async stop() {
      const workers = [
        delivery,
        lookUps,
        reconciliation,
        webhookWorker,
        virtualAgent,
        followUps,
        scheduledWorker,
        upkeep,
      ];
      await Promise.all(workers.map((worker) => worker.stop()));
      configurations.close();
      live.close();
    },
  };
}
