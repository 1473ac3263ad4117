import { Type } from 'typebox';

export const InteractionTypeSchema = Type.Enum(['phone', 'chat', 'email', 'walk_in', 'messaging', 'other']);
/** Type `messaging` comes only from sending and receiving. */
export const DraftTypeSchema = Type.Enum(['phone', 'chat', 'email', 'walk_in', 'other']);
export const InteractionStateSchema = Type.Enum([
  'new',
  'work_in_progress',
  'on_hold',
  'wrap_up',
  'closed_complete',
  'closed_abandoned',
]);
export const OpenStateSchema = Type.Enum(['new', 'work_in_progress', 'on_hold', 'wrap_up']);
export const CloseReasonSchema = Type.Enum([
  'agent_ended',
  'no_response',
  'recipient_reassigned',
  'taken_over_by_agent',
  'auto_closed',
]);
