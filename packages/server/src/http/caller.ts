import type { Actor } from '@hailpoint/messaging';

/** Who calls, and by what proof. */
export type Caller =
  | { readonly by: 'session'; readonly actor: Actor; readonly sessionToken: string }
  | { readonly by: 'token'; readonly actor: Actor };
