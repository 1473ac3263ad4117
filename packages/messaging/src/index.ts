/** The domain of Hailpoint. */
export * from './errors/messaging-error.js';
export * from './messaging.js';
export * from './model/channel-configuration.js';
export * from './model/compose-options.js';
export * from './model/composition.js';
export * from './model/interaction.js';
export * from './model/live-event.js';
export * from './model/message.js';
export * from './model/notification.js';
export * from './model/preflight.js';
export * from './model/send-result.js';
export * from './model/user.js';
