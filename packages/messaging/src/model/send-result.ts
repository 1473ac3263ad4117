import type { Workflow } from '@hailpoint/kernel';
import type { Interaction, PersonSummary } from './interaction.js';
import type { Message } from './message.js';
import type { Preflight } from './preflight.js';

export interface SendResult {
  readonly workflow: Workflow;
  readonly interaction: Interaction;
  readonly message: Message;
  /** Numbers of the conversations that were closed. */
  readonly closed: readonly string[];
  /** Profile ids. */
  readonly profile: { readonly activated?: string; readonly deactivated?: string };
  readonly liveGroup: { readonly added: readonly PersonSummary[] };
  readonly preflight: Preflight;
}
