import type { Preflight } from '../model/preflight.js';
import { type ErrorKind, MessagingError } from './messaging-error.js';

const pointers = {
  channel: '/channel',
  to: '/to',
  from: '/from',
  template: '/template',
  body: '/body',
  attachmentIds: '/attachmentIds',
} as const;

/** The rest of a JSON pointer to what was filled in. */
function variablePart(variable: string | undefined): string {
  return variable === undefined ? '' : `/variables/${variable.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** A send that cannot go out as it is. Its code is that of the first thing in the way; all of them are in `extra.blockers`. */
export class SendBlockedError extends MessagingError {
  readonly kind: ErrorKind = 'unprocessable';
  readonly code: string;

  constructor(preflight: Preflight) {
    const { blockers } = preflight;
    super(blockers.map(({ reason }) => reason).join(' '), {
      fields: blockers.flatMap(({ field, variable, code, reason }) =>
        field === null ? [] : [{ field: pointers[field] + variablePart(variable), code, message: reason }],
      ),
      extra: { blockers, preflight },
    });
    this.code = blockers[0]?.code ?? 'send_blocked';
  }
}
