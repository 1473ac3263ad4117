import type { InteractionState } from '../api/types.js';
import { Tag } from '../theme/tag.js';
import { stateTones, stateWords } from './interaction-words.js';

export function StateTag({ state }: { state: InteractionState }) {
  return <Tag tone={stateTones[state]}>{stateWords[state]}</Tag>;
}
