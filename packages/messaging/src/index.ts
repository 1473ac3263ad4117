/** The domain of Hailpoint. */

export type { Backlog } from './backlog/read-backlog.js';
export { followSenderGroups } from './consent/follow-sender-groups.js';
export { createMessaging } from './create-messaging.js';
export type { DemoData } from './demo-data/demo-data.js';
export { type DemoDataImport, importDemoData } from './demo-data/import-demo-data.js';
export * from './errors/messaging-error.js';
export {
  defaultFollowUps,
  type FollowUpAction,
  type FollowUpEvent,
  type FollowUpFilter,
  type FollowUpRule,
} from './follow-ups/follow-up-rule.js';
export { maskStory } from './history/mask-story.js';
export { createHostServices } from './host-services/create-host-services.js';
export { type MatchKeysUpdate, updateMatchKeys } from './match-keys/update-match-keys.js';
export * from './messaging.js';
export * from './model/asked.js';
export * from './model/channel-configuration.js';
export * from './model/compose-options.js';
export * from './model/composition.js';
export * from './model/consent.js';
export * from './model/contribution-answers.js';
export * from './model/interaction.js';
export * from './model/live-event.js';
export * from './model/message.js';
export * from './model/message-look-up.js';
export * from './model/message-template.js';
export * from './model/notification.js';
export * from './model/plugin-administration.js';
export * from './model/preflight.js';
export * from './model/reconciliation.js';
export * from './model/scheduled-message.js';
export * from './model/send-result.js';
export * from './model/story.js';
export * from './model/user.js';
export * from './model/webhook-event.js';
export { PluginAdministration, type PluginAdministrationDependencies } from './plugins/plugin-administration.js';
export { sendersOf } from './providers/list-senders.js';
export type { WebhookProblem, WebhookProblemCode } from './webhooks/webhook-problem.js';
