import { templateName } from '../messages/template-name.js';
import type { StoredPreflight } from '../model/asked.js';
import type { SendInProgress } from './carry-out.js';

/** The preflight as the message keeps it, with who asked: the proof of why it was allowed. JSON. */
export function storedPreflight({ decision, asked }: Pick<SendInProgress, 'decision' | 'asked'>): string {
  const { template, ...preflight } = decision.preflight;
  const named = template && { template: templateName(template) };
  return JSON.stringify({ ...preflight, ...named, asked } satisfies StoredPreflight);
}
