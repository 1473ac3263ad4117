/** What a plugin author needs: contracts, `definePlugin`, decorators, service tokens. */
import 'reflect-metadata';

export { Exclude, Expose, Transform, Type } from 'class-transformer';
export * from 'class-validator';
export { JSONSchema } from 'class-validator-jsonschema';
export { inject, injectable, optional } from 'inversify';
export * from './config/if-given.js';
export * from './config/secret.js';
export * from './contracts/availability-policy.js';
export * from './contracts/call-context.js';
export * from './contracts/channel-provider.js';
export * from './contracts/conversation-policy.js';
export * from './contracts/extension-point.js';
export * from './contracts/message-template.js';
export * from './contracts/partly-unreadable-error.js';
export * from './contracts/recipient-validator.js';
export * from './contracts/sender-selector.js';
export * from './contracts/user-document-resolver.js';
export * from './contracts/virtual-agent.js';
export * from './plugin/define-plugin.js';
export * from './services/clock.js';
export * from './services/directory.js';
export * from './services/http-client.js';
export * from './services/http-request-error.js';
export * from './services/lifecycle.js';
export * from './services/logger.js';
export * from './services/public-urls.js';
export * from './services/storage.js';
