import { canonicalJson } from '../text/canonical-json.js';
import { digest } from '../text/digest.js';

/** Everything that makes a plan the plan it is. What is not here, such as times, traces and wording, does not. */
export interface PlanIdentity {
  /** Source, id and linked user; of the profile's user where only that is known. */
  readonly person: { readonly source: string; readonly id: string; readonly linkedUser: string | null } | null;
  readonly recipientId: string | null;
  readonly channel: string;
  readonly senderId: string | null;
  /** Of what the customer will see. */
  readonly bodyDigest: string;
  /** `null`: free text. */
  readonly template: { readonly id: string; readonly language: string; readonly variablesDigest: string } | null;
  /** In the order in which they are sent. An id without content is an attachment that does not exist. */
  readonly attachmentDigests: readonly string[];
  readonly profile: { readonly id: string; readonly user: string | null } | null;
  /** The conversations that the plan touches: I, and every one that it closes. */
  readonly conversations: readonly {
    readonly id: string;
    readonly assignedTo: string | null;
    readonly virtualAgent: boolean;
    /** Whether the agent who sends takes part in it. */
    readonly joined: boolean;
  }[];
  readonly row: string | null;
  /** What the plan does, beyond its row's name: a company's policy may name rows as it likes. */
  readonly effects: readonly string[];
  /** In any order, each counts once. */
  readonly verdictCodes: readonly string[];
  readonly confirmations: readonly string[];
}

/** SHA-256 of the identity, in hexadecimal. */
export function planId(identity: PlanIdentity): string {
  return digest(
    canonicalJson({
      ...identity,
      conversations: [...identity.conversations].sort((a, b) => (a.id < b.id ? -1 : 1)),
      verdictCodes: [...new Set(identity.verdictCodes)].sort(),
      confirmations: [...new Set(identity.confirmations)].sort(),
    }),
  );
}
