import type { Role } from '@hailpoint/messaging';

/**
 * Who may call a route. Every route declares one; a route without one is refused when it is registered.
 * - `public`: anybody; `because` says why that is safe.
 * - `signed_in`: every session or token.
 * - `role`: any one of the roles.
 */
export type AccessRule =
  | { readonly kind: 'public'; readonly because: string }
  | { readonly kind: 'signed_in' }
  | { readonly kind: 'role'; readonly anyOf: readonly Role[] };

export const signedIn: AccessRule = { kind: 'signed_in' };
export const agents: AccessRule = { kind: 'role', anyOf: ['agent_workspace_user'] };
export const admins: AccessRule = { kind: 'role', anyOf: ['admin'] };
export const agentsAndAdmins: AccessRule = { kind: 'role', anyOf: ['agent_workspace_user', 'admin'] };

export function everybody(because: string): AccessRule {
  return { kind: 'public', because };
}
