import { type Kysely, sql } from 'kysely';

/**
 * Who may be written to. An opt-out belongs to a number and a sender group, whoever has the number; an opt-in belongs to the person too.
 * What holds now is a row that is there or is not; how it came about is the history, which nobody changes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) {
    await sql.raw(statement).execute(db);
  }
}

const statements: readonly string[] = [
  `CREATE TABLE consent_entries (
    id uuid PRIMARY KEY,
    at timestamptz(3) NOT NULL,
    channel text NOT NULL,
    sender_group text NOT NULL,
    match_key text NOT NULL,
    recipient_id text NOT NULL,
    action text NOT NULL CHECK (action IN ('opt_out', 'lift_opt_out', 'opt_in')),
    source text NOT NULL CHECK (source IN ('keyword', 'carrier', 'admin', 'api')),
    -- Whose opt-in it is.
    user_id uuid REFERENCES users (id),
    -- The word that was texted.
    keyword text,
    -- What a person who recorded it says of where it comes from: the proof.
    note text,
    recorded_by_id uuid REFERENCES users (id),
    -- The customer's message with the word, or ours that the carrier refused.
    message_id uuid REFERENCES messages (id),
    plugin_id text,
    event_id text,
    CHECK ((action = 'opt_in') = (user_id IS NOT NULL)),
    CHECK (source NOT IN ('admin', 'api') OR (recorded_by_id IS NOT NULL AND length(trim(note)) > 0)),
    CHECK (source <> 'carrier' OR (action = 'opt_out' AND message_id IS NOT NULL)),
    CHECK (source <> 'keyword' OR (keyword IS NOT NULL AND message_id IS NOT NULL))
  )`,
  `CREATE INDEX consent_entries_recipient ON consent_entries (channel, match_key, id)`,
  `CREATE FUNCTION consent_entries_stay() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'An entry of the history of consent does not change.'; END $$`,
  // The match key may follow a changed rule of match keys. An entry that holds cannot be erased, because the state refers to it.
  `CREATE TRIGGER consent_entries_stay BEFORE UPDATE OF id, at, channel, sender_group, recipient_id, action, source, user_id, keyword,
      note, recorded_by_id, message_id, plugin_id, event_id ON consent_entries
    FOR EACH ROW EXECUTE FUNCTION consent_entries_stay()`,

  // Asked for every message that is claimed: the row is the opt-out.
  `CREATE TABLE consent_opt_outs (
    channel text NOT NULL,
    sender_group text NOT NULL,
    match_key text NOT NULL,
    recipient_id text NOT NULL,
    entry_id uuid NOT NULL REFERENCES consent_entries (id),
    PRIMARY KEY (channel, sender_group, match_key)
  )`,
  `CREATE TABLE consent_opt_ins (
    channel text NOT NULL,
    sender_group text NOT NULL,
    match_key text NOT NULL,
    recipient_id text NOT NULL,
    user_id uuid NOT NULL REFERENCES users (id),
    entry_id uuid NOT NULL REFERENCES consent_entries (id),
    PRIMARY KEY (channel, sender_group, match_key, user_id)
  )`,

  // Groups were not told apart before: what was written so far is of the one group of its channel.
  `ALTER TABLE messages ADD COLUMN sender_group text DEFAULT 'default'`,
  `ALTER TABLE messages ALTER COLUMN sender_group DROP DEFAULT`,
  `ALTER TABLE messages ADD CHECK (direction = 'inbound' OR sender_group IS NOT NULL)`,
  // The confirmation of an opt-out, and nothing else, goes out although there is one.
  `ALTER TABLE messages ADD COLUMN consent_exempt boolean NOT NULL DEFAULT false`,
  `ALTER TABLE messages ADD CHECK (NOT consent_exempt OR (direction = 'outbound' AND author_kind = 'system'))`,
  // A receipt that comes before its message is known keeps what it says of consent.
  `ALTER TABLE receipts ADD COLUMN opted_out boolean NOT NULL DEFAULT false`,
];
