import type { MessageState } from '@hailpoint/store';
import type { PersonSummary } from './interaction.js';
import type { MessageLookUp } from './message-look-up.js';
import type { TemplateName } from './message-template.js';

export type { MessageState };

export interface AttachmentSummary {
  readonly id: string;
  readonly fileName: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
}

export interface Message {
  readonly id: string;
  readonly interaction: string;
  readonly direction: 'outbound' | 'inbound';
  readonly author: {
    readonly kind: 'agent' | 'customer' | 'virtual_agent' | 'system';
    readonly person: PersonSummary | null;
  };
  readonly body: string;
  /** That it goes out as. Absent: free text. */
  readonly template?: TemplateName;
  readonly attachments: readonly AttachmentSummary[];
  readonly state: MessageState;
  /** Why it is in this state. */
  readonly cause: { readonly code: string; readonly reason: string | null } | null;
  readonly stateAt: string;
  readonly segments: number | null;
  readonly encoding: string | null;
  readonly attempts: number;
  /** Of an `unknown` message whose attempt was written down. */
  readonly lookUp: MessageLookUp | null;
  readonly createdAt: string;
}
