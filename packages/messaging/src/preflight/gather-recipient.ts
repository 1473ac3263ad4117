import type { ExtensionPoints, TraceEntry } from '@hailpoint/kernel/host';
import { countrySources } from '../address/country-sources.js';
import { deriveRecipient } from '../address/derive-recipient.js';
import type { ChannelConfiguration } from '../model/channel-configuration.js';
import type { Composition } from '../model/composition.js';
import { fallbackCountries } from './fallback-countries.js';
import type { Blocker, GatheredRecipient } from './gathered.js';
import { type RecordRecipientsQuestion, recordRecipients } from './record-recipients.js';

export interface RecipientAnswer {
  readonly recipient: GatheredRecipient | null;
  readonly blocker: Blocker | null;
  readonly trace: readonly TraceEntry[];
}

/** Whom the composition's *To* means: one of the record's recipients, or a typed one. */
export async function gatherRecipient(
  points: Pick<ExtensionPoints, 'pipeline'>,
  to: Composition['to'],
  question: RecordRecipientsQuestion,
  configuration: Pick<ChannelConfiguration, 'manualRecipientEntry' | 'name'>,
): Promise<RecipientAnswer> {
  return 'manual' in to
    ? typedRecipient(points, to.manual, question, configuration)
    : recordedRecipient(points, to.recipientId, question, configuration.name);
}

async function recordedRecipient(
  points: Pick<ExtensionPoints, 'pipeline'>,
  recipientId: string,
  question: RecordRecipientsQuestion,
  channelName: string,
): Promise<RecipientAnswer> {
  for await (const { address, derived } of recordRecipients(points, question)) {
    if (!derived.derived || derived.recipientId !== recipientId) continue;
    const { matchKey, derivation, trace } = derived;
    const recipient = { recipientId, matchKey, manual: false, label: address.label, derivation, onRecord: true };
    return { recipient, blocker: null, trace };
  }
  const whose = question.person ? `in the record of ${question.person.name}` : 'known here: the record names nobody';
  return blocked('recipient_unknown', `This ${channelName} recipient is not ${whose}. Choose one from the list.`, []);
}

async function typedRecipient(
  points: Pick<ExtensionPoints, 'pipeline'>,
  typed: string,
  question: RecordRecipientsQuestion,
  { manualRecipientEntry, name }: Pick<ChannelConfiguration, 'manualRecipientEntry' | 'name'>,
): Promise<RecipientAnswer> {
  if (!manualRecipientEntry) {
    return blocked('manual_entry_off', `Recipients of ${name} cannot be typed. Choose one from the list.`, []);
  }
  const { channel, person } = question;
  const derived = await deriveRecipient(points, {
    channel,
    value: typed,
    origin: 'manual',
    personCountries: countrySources(person ?? {}),
    fallbackCountries: fallbackCountries(question.firstSender, question.defaultCountry),
  });
  if (!derived.derived) return blocked(derived.code, derived.reason, derived.trace);
  const { recipientId, matchKey, derivation, trace } = derived;
  let onRecord = person ? false : null;
  for await (const { derived: own } of recordRecipients(points, question)) {
    if (own.derived && own.matchKey === matchKey) onRecord = true;
  }
  return {
    recipient: { recipientId, matchKey, manual: true, label: null, derivation, onRecord },
    blocker: null,
    trace,
  };
}

function blocked(code: string, reason: string, trace: readonly TraceEntry[]): RecipientAnswer {
  return { recipient: null, blocker: { code, reason, field: 'to' }, trace };
}
