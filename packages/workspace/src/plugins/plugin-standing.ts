import type { Plugin, ValueOrigin } from '../api/types.js';
import type { Tone } from '../theme/tag.js';

export const originWords: Readonly<Record<ValueOrigin, string>> = {
  default: 'Default',
  file: 'File',
  environment: 'Environment',
  override: 'Set here',
};

export interface PluginStanding {
  words: string;
  tone: Tone;
  /** More about it, where the word alone would not say enough. */
  text: string | null;
}

type StandingFacts = Pick<Plugin, 'state' | 'degraded' | 'inFlight' | 'held'>;

/** How it is with a plugin. */
export function pluginStanding(plugin: StandingFacts): PluginStanding {
  const { state, held } = plugin;
  const standing = standingOfState(plugin);
  if (held === null) return standing;
  return {
    words: state === 'started' ? 'Degraded' : `${standing.words}, degraded`,
    tone: standing.tone === 'bad' ? 'bad' : 'warn',
    text: [standing.text, held.what, held.fix].filter((text) => text !== null).join(' '),
  };
}

function standingOfState({ state, degraded, inFlight }: StandingFacts): PluginStanding {
  switch (state) {
    case 'started':
      return degraded
        ? {
            words: 'Degraded',
            tone: 'warn',
            text: 'It runs, but one of its contributions failed at the last call, or is not called for a while.',
          }
        : { words: 'Running', tone: 'good', text: null };
    case 'off':
      return { words: 'Off', tone: 'neutral', text: null };
    case 'listening':
      return {
        words: 'Listening',
        tone: 'info',
        text: 'It is off and sends nothing, but the receipts and replies of its carrier are still taken.',
      };
    case 'failed':
      return { words: 'Failed', tone: 'bad', text: null };
    case 'stopping':
      return {
        words: 'Stopping',
        tone: 'warn',
        text: inFlight === 1 ? 'It ends 1 call that it has begun.' : `It ends ${inFlight} calls that it has begun.`,
      };
    case 'stopped':
      return { words: 'Stopped', tone: 'neutral', text: null };
  }
}
