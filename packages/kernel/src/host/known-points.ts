import { AvailabilityPolicy } from '../contracts/availability-policy.js';
import { ChannelProvider } from '../contracts/channel-provider.js';
import { ConversationPolicy } from '../contracts/conversation-policy.js';
import type { ExtensionPoint } from '../contracts/extension-point.js';
import { RecipientValidator } from '../contracts/recipient-validator.js';
import { SenderSelector } from '../contracts/sender-selector.js';
import { UserDocumentResolver } from '../contracts/user-document-resolver.js';
import { VirtualAgent } from '../contracts/virtual-agent.js';

/** Every extension point of this kernel. */
export const knownPoints: readonly ExtensionPoint[] = Object.freeze([
  UserDocumentResolver,
  RecipientValidator,
  ChannelProvider,
  AvailabilityPolicy,
  ConversationPolicy,
  VirtualAgent,
  SenderSelector,
] as unknown as ExtensionPoint[]);
