import type { Preflight } from '../model/preflight.js';
import type { ScheduleRequest } from '../model/scheduled-message.js';
import type { Foreseen } from './foresee.js';

/** The columns of a scheduled message that say what is sent, and when. Only of a preflight that nothing stands in the way of. */
export function scheduledRow(
  request: Omit<ScheduleRequest, 'sendAt'>,
  { sendAt, gathered }: Foreseen,
  preflight: Preflight,
) {
  const { recipient, sender } = gathered;
  if (!recipient || !sender) throw new Error('A message without recipient or sender was about to be scheduled.');
  return {
    state: 'scheduled' as const,
    channel: request.channel,
    ...('manual' in request.to
      ? ({ to_kind: 'manual', to_value: request.to.manual } as const)
      : ({ to_kind: 'recipient_id', to_value: request.to.recipientId } as const)),
    // The default may be another one by then; the agent saw this one.
    sender_id: sender.id,
    recipient_id: recipient.recipientId,
    match_key: recipient.matchKey,
    body: gathered.body,
    template: gathered.template && JSON.stringify(gathered.template),
    confirm: [...new Set(request.confirm ?? [])] as string[],
    send_at: sendAt.at,
    due_at: sendAt.at,
    zone: sendAt.zone,
    recipient_zone: sendAt.recipientZone,
    preflight: JSON.stringify(preflight),
    cause_code: null,
    cause_reason: null,
  };
}
