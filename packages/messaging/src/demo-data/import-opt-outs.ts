import type { StoreTransaction } from '@hailpoint/store';
import { consentValues, optOutStatement } from '../consent/consent-statements.js';
import type { ConsentSubject } from '../consent/consent-subject.js';
import { normalForm } from '../consent/keywords/normal-form.js';
import { readKeyword } from '../consent/keywords/read-keyword.js';
import { optedOutCause } from '../consent/record-consent.js';
import { defaultSenderGroup } from '../consent/sender-group.js';
import { recordHistory } from '../history/record-history.js';
import { idAt } from './id-at.js';

/** A message of a customer as it was imported. */
export interface ImportedText {
  readonly id: string;
  readonly interactionId: string;
  readonly channel: string;
  readonly plugin: string;
  readonly matchKey: string;
  readonly recipientId: string;
  readonly body: string;
  readonly at: Date;
}

/** Whoever wrote STOP has opted out. */
export async function importOptOuts(transaction: StoreTransaction, texts: readonly ImportedText[]): Promise<void> {
  const stops = texts.filter(({ body }) => readKeyword(body) === 'stop');
  if (stops.length === 0) return;
  await transaction.lockRecipients(stops.map(({ channel, matchKey }) => ({ channel, matchKey })));
  for (const { id, interactionId, channel, plugin, matchKey, recipientId, body, at } of stops) {
    const subject: ConsentSubject = { channel, senderGroup: defaultSenderGroup, matchKey, recipientId };
    const word = normalForm(body).toUpperCase();
    const event = { pluginId: plugin, eventId: id };
    const proof = { source: 'keyword', keyword: word, messageId: id, event } as const;
    await transaction.execute(optOutStatement, [
      ...consentValues(idAt(at), subject, proof, null, at),
      optedOutCause.reason,
    ]);
    const detail = { source: 'keyword', word } as const;
    await recordHistory(transaction, { interactionId, messageId: id, at }, { kind: 'opted_out', detail });
  }
}
