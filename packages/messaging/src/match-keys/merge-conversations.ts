/** A running conversation that may be the same as another one. */
export interface CollidingConversation {
  readonly id: string;
  readonly number: string;
  /** What they have in common: channel, sender and match key. */
  readonly group: string;
  /** Last message, else when it was opened. */
  readonly lastUsed: Date;
  /** The number is bound to someone else now. */
  readonly otherPerson: boolean;
}

export interface EndedConversation {
  readonly id: string;
  readonly number: string;
  readonly reason: 'auto_closed' | 'recipient_reassigned';
  /** Number of the conversation that goes on with the subscriber; `null`: with somebody else, or none. */
  readonly into: string | null;
}

/** Which conversations end so that there is one for each channel, sender and subscriber: the one that was used last goes on. */
export function mergeConversations(conversations: readonly CollidingConversation[]): readonly EndedConversation[] {
  const latest = new Map<string, CollidingConversation>();
  for (const one of conversations) {
    if (one.otherPerson) continue;
    const other = latest.get(one.group);
    if (!other || isLater(one, other)) latest.set(one.group, one);
  }
  return conversations.flatMap(({ id, number, group, otherPerson }): EndedConversation[] => {
    if (otherPerson) return [{ id, number, reason: 'recipient_reassigned', into: null }];
    const into = latest.get(group)!.number;
    return into === number ? [] : [{ id, number, reason: 'auto_closed', into }];
  });
}

function isLater(one: CollidingConversation, other: CollidingConversation): boolean {
  const later = one.lastUsed.getTime() - other.lastUsed.getTime();
  return later === 0 ? one.id > other.id : later > 0;
}
