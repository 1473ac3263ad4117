import type { SelectableSender, SenderHealth, SenderSituation } from '@hailpoint/kernel';

/** A sender that nothing is known against, but what a test says. */
export function sender(id: string, country: string | null, health: Partial<SenderHealth> = {}): SelectableSender {
  return {
    id,
    address: '+12025550100',
    name: id.replace('support-', 'Support ').replace(/ (\w+)$/, (words) => words.toUpperCase()),
    ...(country !== null && { country }),
    group: 'default',
    plugin: 'carrier',
    health: { circuit: 'closed', failuresInARow: 0, waitMs: 0, ...health },
  };
}

export function situation(
  senders: readonly SelectableSender[],
  more: Partial<Omit<SenderSituation, 'senders' | 'recipient'>> & { readonly country?: string | undefined } = {},
): SenderSituation {
  const { country, ...rest } = more;
  return {
    channel: 'sms',
    at: new Date('2026-03-02T09:00:00.000Z'),
    recipient: { recipientId: '+447700900123', ...(country !== undefined && { country }) },
    person: null,
    running: null,
    lastUsed: null,
    ...rest,
    senders,
  };
}
