import type { ScheduledMessage } from '../api/types.js';
import { isOpen, scheduledStates } from '../scheduled/scheduled-words.js';

/** What became of a scheduled message since it was opened in the form: then nothing of the form goes out over it. `null`: nothing. */
export interface SinceOpened {
  title: string;
  text: string;
  /** It can be opened as it is now. */
  canOpen: boolean;
}

type Standing = Pick<ScheduledMessage, 'state' | 'version'>;

export function sinceOpened(opened: Standing | null, latest: Standing | null): SinceOpened | null {
  if (!opened || !latest) return null;
  if (!isOpen(latest)) {
    return {
      title: `In the meantime: ${scheduledStates[latest.state].words.toLowerCase()}`,
      text: 'It cannot be changed any more. What you wrote is not sent; copy what you still need.',
      canOpen: false,
    };
  }
  if (latest.version <= opened.version) return null;
  return {
    title: 'Changed since you opened it',
    text: 'What you wrote here would overwrite that. Copy what you still need, then open it as it is now.',
    canOpen: true,
  };
}
