import type { Role } from '../model/user.js';
import { MessagingError } from './messaging-error.js';

const names: Record<Role, string> = {
  agent_workspace_user: 'agent',
  admin: 'administrator',
};

/** The person's roles do not allow it. */
export class ForbiddenError extends MessagingError {
  readonly kind = 'forbidden';
  readonly code = 'forbidden';

  /** @param what completes "You may not ...", for example `close interactions`. */
  constructor(what: string, role: Role) {
    super(
      `You may not ${what}: this needs the role ${role}. Ask an administrator to give you the ${names[role]} role.`,
    );
  }
}
