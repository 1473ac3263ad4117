import { isId } from '../directory/is-id.js';
import type { LimitedSender } from '../pacing/waiting-segments.js';
import type { Gathered } from './gathered.js';

/** What to read facts about. `null`: not known, so there are none. */
export interface FactsQuestion {
  readonly sourceId: string;
  readonly channel: string;
  readonly matchKey: string | null;
  /** Group of the sender. */
  readonly senderGroup: string | null;
  readonly person: { readonly source: string; readonly id: string; readonly linkedUser: string | null } | null;
  readonly attachmentIds: readonly string[];
  /** Whose queue may be full; `null`: nobody's is asked about. */
  readonly limited: LimitedSender | null;
}

/** What the database must be asked about a send. An id of another form, such as a plugin's own idea of a user id, is nobody's. */
export function factsQuestion(gathered: Gathered): FactsQuestion {
  const { person, attachmentIds, sender } = gathered;
  const { channel } = gathered.channel;
  const linkedUser = person?.linkedUser ?? null;
  return {
    sourceId: gathered.source.id,
    channel,
    matchKey: gathered.recipient?.matchKey ?? null,
    senderGroup: sender?.group ?? null,
    person: person && {
      ...person.reference,
      linkedUser: linkedUser === null || isId(linkedUser) ? linkedUser : nobody,
    },
    attachmentIds: attachmentIds.filter(isId),
    limited: sender && sender.queueLimit !== null ? { channel, id: sender.id, limit: sender.queueLimit } : null,
  };
}

const nobody = '00000000-0000-0000-0000-000000000000';
