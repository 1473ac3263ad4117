import type { KnownUser } from '../preflight/facts.js';

/** The references of a conversation, by the kind of its person. `null`: it is not one of these. */
export function personReferences(user: KnownUser | null): {
  readonly consumer: string | null;
  readonly contact: string | null;
} {
  return {
    consumer: user?.kind === 'consumer' ? user.id : null,
    contact: user?.kind === 'contact' ? user.id : null,
  };
}
