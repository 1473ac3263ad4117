import type { Schema, StoreTransaction } from '@hailpoint/store';
import type { Insertable } from 'kysely';
import { recordHistory } from '../history/record-history.js';
import { nextNumber } from '../interactions/next-number.js';
import { refreshSearchText } from '../interactions/refresh-search-text.js';
import type { DemoConversation, DemoData, DemoInteraction } from './demo-data.js';
import { idAt } from './id-at.js';
import { importMessages } from './import-messages.js';
import type { ProfileOfConversation } from './import-profiles.js';
import type { ImportedPeople } from './import-users.js';
import { minutesBefore } from './minutes-before.js';
import { rowOfConversation, rowOfInteraction } from './record-rows.js';

/** A record with the id that it gets. */
type PlannedRecord = { readonly id: string; readonly opened: Date } & (
  | { readonly interaction: DemoInteraction; readonly conversation?: undefined }
  | { readonly conversation: DemoConversation; readonly interaction?: undefined }
);

/** Imports interactions and conversations with their threads. Numbers are given by age. */
export async function importRecords(
  transaction: StoreTransaction,
  data: DemoData,
  people: ImportedPeople,
  profiles: ProfileOfConversation,
  at: Date,
): Promise<{
  interactions: number;
  messages: number;
  /** By key, of records that have one. */
  numbers: Record<string, string>;
  ids: ReadonlyMap<string, string>;
}> {
  const records = plan(data, at);
  const idOf = new Map(
    records.flatMap(({ id, ...record }) => {
      const { key } = record.interaction ?? record.conversation;
      return key === undefined ? [] : [[key, id] as const];
    }),
  );
  const numbers: Record<string, string> = {};
  const rows = [];
  for (const { id, opened, interaction, conversation } of records) {
    const number = await nextNumber(transaction);
    const { key } = interaction ?? conversation;
    if (key !== undefined) numbers[key] = number;
    const times = { opened, minutesAgo: (minutes: number) => minutesBefore(at, minutes) };
    rows.push(
      interaction
        ? rowOfInteraction({ id, number }, interaction, people, times)
        : rowOfConversation({ id, number }, conversation, people, times, {
            profileId: profiles.get(conversation)!,
            sourceId: conversation.from === undefined ? null : idOf.get(conversation.from)!,
          }),
    );
  }
  // Records before the conversations that were composed from them.
  for (const messaging of [false, true]) {
    const some = rows.filter((row) => (row.type === 'messaging') === messaging);
    if (some.length > 0) await transaction.query.insertInto('interactions').values(some).execute();
  }
  const ids = records.map(({ id }) => id);
  await refreshSearchText(transaction, ids);
  await importLiveGroups(transaction, records, people);
  await importSessions(transaction, records);
  await importClosings(transaction, records, rows);
  const threads = records.flatMap(({ id, conversation }) => (conversation ? [{ id, conversation }] : []));
  const messages = await importMessages(transaction, threads, people, at);
  return { interactions: records.length, messages, numbers, ids: idOf };
}

/** What closed a conversation that a rule closed. */
async function importClosings(
  transaction: StoreTransaction,
  records: readonly PlannedRecord[],
  rows: readonly Pick<Insertable<Schema['interactions']>, 'id' | 'state' | 'close_reason' | 'closed_at'>[],
): Promise<void> {
  for (const { id, conversation } of records) {
    const by = conversation?.closedByFollowUp;
    const row = rows.find((one) => one.id === id);
    if (!by || !row?.closed_at || !row.close_reason) continue;
    const followUp = { rule: by.rule, when: by.when, afterMs: by.afterMinutes * 60_000 };
    await recordHistory(
      transaction,
      { interactionId: id, at: new Date(row.closed_at) },
      { kind: 'closed', detail: { state: row.state, reason: row.close_reason, followUp } },
    );
  }
}

/** Where the virtual agent is in its conversations. */
async function importSessions(transaction: StoreTransaction, records: readonly PlannedRecord[]): Promise<void> {
  const rows = records.flatMap(({ id, opened, conversation }) => {
    if (!conversation?.virtualAgent) return [];
    const session = conversation.virtualAgentSession;
    return {
      interaction_id: id,
      plugin_id: session?.plugin ?? null,
      contribution: session?.contribution ?? null,
      state: JSON.stringify(session?.state ?? null),
      collected: JSON.stringify(session?.collected ?? []),
      reason: null,
      started_at: opened,
    };
  });
  if (rows.length > 0) await transaction.query.insertInto('virtual_agent_sessions').values(rows).execute();
}

/** Oldest first; what is equally old in the order of the data. */
function plan(data: DemoData, at: Date): PlannedRecord[] {
  const opened = (minutes: number) => ({ id: idAt(minutesBefore(at, minutes)), opened: minutesBefore(at, minutes) });
  const records: PlannedRecord[] = [
    ...(data.interactions ?? []).map((interaction) => ({ interaction, ...opened(interaction.openedMinutesAgo) })),
    ...(data.conversations ?? []).map((conversation) => ({ conversation, ...opened(conversation.openedMinutesAgo) })),
  ];
  return records.sort((a, b) => a.opened.getTime() - b.opened.getTime());
}

async function importLiveGroups(
  transaction: StoreTransaction,
  records: readonly PlannedRecord[],
  people: ImportedPeople,
): Promise<void> {
  const rows = records.flatMap(({ id, opened, conversation }) => {
    if (!conversation) return [];
    const members = conversation.liveGroup ?? (conversation.assignedTo === undefined ? [] : [conversation.assignedTo]);
    return members.map((key) => ({ interaction_id: id, user_id: people.get(key)!.id, added_at: opened }));
  });
  if (rows.length > 0) await transaction.query.insertInto('live_group_profiles').values(rows).execute();
}
