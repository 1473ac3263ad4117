import type { Sender } from '@hailpoint/kernel';

/** Of every sender whose configuration names no group: all of them together, which is the strictest reading of an opt-out. */
export const defaultSenderGroup = 'default';

/** The group that consent is kept for: an opt-out to one sender of it binds all of them, and no other sender of the channel. */
export function senderGroup({ group }: Pick<Sender, 'group'>): string {
  return group?.trim() || defaultSenderGroup;
}
