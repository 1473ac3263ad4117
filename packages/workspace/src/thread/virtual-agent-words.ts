import type { VirtualAgentReport, VirtualAgentStop } from '../api/types.js';

/** Why the virtual agent no longer has a conversation. */
const stopWords: Record<VirtualAgentStop, string> = {
  handed_off: 'The virtual agent handed this conversation over',
  taken_over_by_agent: 'An agent took over from the virtual agent',
  recipient_reassigned: 'The virtual agent stopped: the number belongs to another customer now',
  opted_out: 'The virtual agent stopped: the customer wants no more messages',
  failed: 'The virtual agent could not answer',
  closed: 'The virtual agent had this conversation until it was closed',
};

/** What stands above what the virtual agent collected. `null`: it has the conversation and has collected nothing yet. */
export function reportTitle({ collected, stopped }: VirtualAgentReport): string | null {
  if (stopped !== null) return stopWords[stopped.why];
  return collected.length > 0 ? 'What the customer told the virtual agent' : null;
}
