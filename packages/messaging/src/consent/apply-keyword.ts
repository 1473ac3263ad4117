import type { StoreTransaction } from '@hailpoint/store';
import { recordHistory } from '../history/record-history.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import type { ConsentTexts } from '../model/channel-configuration.js';
import { queueMessage } from '../send/queue-message.js';
import type { ConsentSubject } from './consent-subject.js';
import { keywordText } from './keyword-texts.js';
import type { ConsentKeyword } from './keywords/keyword-list.js';
import { normalForm } from './keywords/normal-form.js';
import { readKeyword } from './keywords/read-keyword.js';
import { recordLift, recordOptIn, recordOptOut } from './record-consent.js';

/** How keywords are answered. */
export interface KeywordAnswering {
  readonly senderName: string;
  readonly texts: ConsentTexts;
  /** Of the provider's capabilities. The carrier answers keywords itself: then we do not. */
  readonly confirmsOptOut: boolean;
  readonly encoding: 'sms' | 'unicode';
  readonly maximumAgeMs: number;
}

/** A customer's message that is a keyword, stored already. */
export interface KeywordMessage {
  readonly keyword: ConsentKeyword;
  readonly body: string;
  readonly subject: ConsentSubject;
  /** Further groups that the sender is listed in. A STOP binds those too, and a START lifts it there. */
  readonly otherGroups: readonly string[];
  /** The person whom the number is bound to; `null`: a guest. */
  readonly userId: string | null;
  readonly interactionId: string;
  readonly messageId: string;
  readonly pluginId: string;
  readonly eventId: string;
  readonly at: Date;
  readonly answering: KeywordAnswering;
}

/**
 * Does what a keyword asks for, in the transaction that stores its message; the lock on the recipient must be held. Only what changes something
 * is confirmed, and only once: the second STOP is kept and not answered. Answers whether something was queued.
 */
export async function applyKeyword(
  transaction: StoreTransaction,
  live: LiveEventBus,
  message: KeywordMessage,
): Promise<boolean> {
  const { keyword, subject, userId, messageId, pluginId, eventId, at, answering } = message;
  // A carrier may have taken a whole sentence for a keyword: the history keeps no text of a customer.
  const word = readKeyword(message.body) === null ? keyword.toUpperCase() : normalForm(message.body).toUpperCase();
  const proof = { source: 'keyword', keyword: word, messageId, event: { pluginId, eventId } } as const;
  const subjects = [subject, ...message.otherGroups.map((group) => ({ ...subject, senderGroup: group }))];
  const history = { interactionId: message.interactionId, messageId, at };
  switch (keyword) {
    case 'stop': {
      let isNew = false;
      for (const one of subjects) {
        if ((await recordOptOut(transaction, live, one, proof, at)) !== null) isNew = true;
      }
      if (isNew) await recordHistory(transaction, history, { kind: 'opted_out', detail: { source: 'keyword', word } });
      if (!isNew || answering.confirmsOptOut) return false;
      await answer(transaction, message, 'optOut');
      return true;
    }
    case 'start': {
      let lifted = false;
      for (const one of subjects) {
        if (await recordLift(transaction, one, proof, at)) lifted = true;
      }
      // A carrier takes YES for START. Where nothing was to be lifted, that is an answer to some question.
      const means = lifted || readKeyword(message.body) === 'start';
      const optedIn = means && userId !== null && (await recordOptIn(transaction, subject, userId, proof, at));
      if (lifted) {
        await recordHistory(transaction, history, { kind: 'opt_out_lifted', detail: { source: 'keyword', word } });
      }
      if (optedIn) await recordHistory(transaction, history, { kind: 'opted_in', detail: { source: 'keyword', word } });
      if ((!lifted && !optedIn) || answering.confirmsOptOut) return false;
      await answer(transaction, message, 'start');
      return true;
    }
    case 'help':
      if (answering.confirmsOptOut) return false;
      await answer(transaction, message, 'help');
      return true;
  }
}

async function answer(
  transaction: StoreTransaction,
  { userId, interactionId, pluginId, subject, at, answering }: KeywordMessage,
  which: keyof ConsentTexts,
): Promise<void> {
  const { senderName, texts, encoding, maximumAgeMs } = answering;
  const language = userId === null ? null : await languageOf(transaction, userId);
  const body = keywordText(which, texts, language, senderName);
  const { senderGroup } = subject;
  const message = {
    interactionId,
    authorKind: 'system',
    body,
    pluginId,
    senderGroup,
    encoding,
    maximumAgeMs,
    at,
  } as const;
  await queueMessage(transaction, which === 'optOut' ? { ...message, confirmsOptOut: true } : message);
}

async function languageOf(transaction: StoreTransaction, userId: string): Promise<string | null> {
  const [user] = await transaction.execute<{ language: string | null }>(
    { name: 'consent-language', text: 'SELECT language FROM users WHERE id = $1' },
    [userId],
  );
  return user?.language ?? null;
}
