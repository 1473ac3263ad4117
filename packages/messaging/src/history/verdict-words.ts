import type { PreflightVerdict } from '../model/preflight.js';
import type { StoryDetail } from '../model/story.js';

const points: Readonly<Record<string, string>> = {
  'user-document-resolver': 'Who the recipient is',
  'recipient-validator': 'Whether the address is valid',
  'availability-policy': 'Whether the channel may be used',
  'conversation-policy': 'What becomes of the conversation',
  'sender-selector': 'Which sender to use',
  'message-gate': 'Whether the text may go out',
  core: 'Checked by Hailpoint itself',
};

const verdicts: Readonly<Record<string, string>> = {
  not_valid: 'was not asked, because it is not for this',
  passed: 'had nothing to say',
  answered: 'answered',
  allowed: 'had no objection',
  refused: 'said no',
  failed: 'failed',
  late: 'did not answer in time',
};

/** What one contribution said, as a line of details. */
export function verdictDetail({ point, plugin, contribution, verdict, reason, ms }: PreflightVerdict): StoryDetail {
  const who = point === 'core' ? contribution.replaceAll('_', ' ') : `${contribution} of ${plugin}`;
  const time = point === 'core' ? '' : ` (${ms < 1 ? 'under 1' : Math.round(ms)} ms)`;
  const why = reason === null ? '' : `: ${reason.replace(/\.$/, '')}`;
  return { label: points[point] ?? point, value: `${who} ${verdicts[verdict] ?? verdict}${why}${time}` };
}
