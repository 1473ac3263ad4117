import type { Preflight } from '../api/types.js';

/** What is different now, one sentence each, for the agent who agreed to the earlier one. */
export function planChanges(before: Preflight, after: Preflight): string[] {
  const changes: string[] = [];
  const say = (different: boolean, sentence: string): void => {
    if (different) changes.push(sentence);
  };
  const { plan: was } = before;
  const { plan: now } = after;
  say(before.person?.id !== after.person?.id, `The message is now for ${after.person?.name ?? 'nobody known'}.`);
  say(
    before.recipient?.recipientId !== after.recipient?.recipientId,
    `It now goes to ${after.recipient?.recipientId ?? 'no number'}.`,
  );
  say(before.sender?.id !== after.sender?.id, `It is now sent from ${after.sender?.name ?? 'no sender'}.`);
  say(
    before.sendAt?.recipientZone !== after.sendAt?.recipientZone || before.sendAt?.note !== after.sendAt?.note,
    after.sendAt?.note ?? 'It is another moment now.',
  );
  if (now) {
    const closes = numbersOf(now.closes);
    const sameConversation =
      was?.row === now.row && was.appendsTo === now.appendsTo && numbersOf(was.closes) === closes;
    say(!sameConversation, now.explanation);
    say(
      sameConversation && was.assignedTo?.id !== now.assignedTo?.id,
      now.assignedTo
        ? `The conversation is now assigned to ${now.assignedTo.name}.`
        : 'Nobody has the conversation now.',
    );
    say(
      sameConversation && queuedIn(was.closes) !== queuedIn(now.closes),
      `Closing now cancels ${queuedIn(now.closes)} queued messages.`,
    );
    say(
      was?.profile.previousUser?.id !== now.profile.previousUser?.id && now.profile.previousUser !== null,
      `The number belongs to ${now.profile.previousUser?.name} at present.`,
    );
  }
  for (const { code, message } of after.warnings) {
    say(!before.warnings.some((warning) => warning.code === code), message);
  }
  for (const { code, reason } of after.blockers) {
    say(!before.blockers.some((blocker) => blocker.code === code), reason);
  }
  const unique = [...new Set(changes)];
  return unique.length > 0 ? unique : ['Something that this decision rests on has changed. Look it over once more.'];
}

type Closes = NonNullable<Preflight['plan']>['closes'];

function numbersOf(closes: Closes): string {
  return closes.map(({ number }) => number).join(' ');
}

function queuedIn(closes: Closes): number {
  return closes.reduce((sum, { queuedMessages }) => sum + queuedMessages, 0);
}
