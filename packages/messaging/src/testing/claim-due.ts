import type { Store } from '@hailpoint/store';
import { type ClaimedMessage, claimMessages } from '../delivery/claim-messages.js';

/** What a node would take of the scripted carrier's messages. */
export async function claimDue(
  store: Store,
  options: { now: Date; plugins?: readonly string[]; limit?: number; owner?: string; leaseMs?: number },
): Promise<readonly ClaimedMessage[]> {
  const { now, plugins = ['scripted'], limit = 10, owner = 'test', leaseMs = 30_000 } = options;
  const providers = plugins.map((plugin) => ({ plugin, free: limit }));
  return (await claimMessages(store, { now, providers, owner, leaseMs })).messages;
}
