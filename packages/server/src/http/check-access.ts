import type { Role } from '@hailpoint/messaging';
import { ForbiddenRoleError } from '../problems/forbidden-role-error.js';
import { SignInRequiredError } from '../problems/sign-in-required-error.js';
import type { AccessRule } from './access-rule.js';
import type { Caller } from './caller.js';

/** @throws SignInRequiredError, ForbiddenRoleError */
export function checkAccess(rule: AccessRule, caller: Caller | null): void {
  if (rule.kind === 'public') return;
  if (!caller) throw new SignInRequiredError();
  if (rule.kind === 'signed_in') return;
  if (!hasAnyRole(caller, rule.anyOf)) throw new ForbiddenRoleError(rule.anyOf);
}

export function hasAnyRole(caller: Caller, roles: readonly Role[]): boolean {
  return roles.some((role) => caller.actor.roles.includes(role));
}
