import { type Kysely, sql } from 'kysely';

/**
 * What the virtual agent has to answer, and where it is in each conversation. That it stops is a trigger: whoever ends a conversation or
 * takes it away from the virtual agent, in whatever statement, no turn of it is answered any more and the virtual agent is told.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) {
    await sql.raw(statement).execute(db);
  }
}

const statements: readonly string[] = [
  `CREATE TABLE virtual_agent_sessions (
    interaction_id uuid PRIMARY KEY REFERENCES interactions (id),
    -- Who answers; NULL until the first answer.
    plugin_id text,
    contribution text,
    -- Of the last answer.
    state jsonb NOT NULL DEFAULT 'null',
    collected jsonb NOT NULL DEFAULT '[]',
    started_at timestamptz(3) NOT NULL,
    -- NULL: it has the conversation.
    stopped_at timestamptz(3),
    stopped text CHECK (stopped IN ('handed_off', 'taken_over_by_agent', 'recipient_reassigned', 'opted_out', 'failed', 'closed')),
    -- For the agents.
    reason text,
    -- When it is to be told that it stopped; NULL: there is nothing to tell.
    due_at timestamptz(3),
    attempts integer NOT NULL DEFAULT 0,
    told_at timestamptz(3),
    CHECK ((plugin_id IS NULL) = (contribution IS NULL)),
    CHECK ((stopped IS NULL) = (stopped_at IS NULL)),
    CHECK (due_at IS NULL OR stopped_at IS NOT NULL)
  )`,
  `CREATE INDEX virtual_agent_sessions_to_tell ON virtual_agent_sessions (due_at, interaction_id) WHERE due_at IS NOT NULL`,

  `CREATE TABLE virtual_agent_turns (
    -- One turn for each of the customer's messages.
    message_id uuid PRIMARY KEY REFERENCES messages (id),
    interaction_id uuid NOT NULL REFERENCES interactions (id),
    -- The message's; turns of a conversation are taken in this order.
    position bigint NOT NULL,
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'answered', 'dropped')),
    due_at timestamptz(3) NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    lease_owner text,
    lease_until timestamptz(3),
    settled_at timestamptz(3),
    CHECK ((lease_owner IS NULL) = (lease_until IS NULL)),
    CHECK ((state = 'pending') = (settled_at IS NULL)),
    CHECK (state = 'pending' OR lease_until IS NULL)
  )`,
  `CREATE INDEX virtual_agent_turns_pending ON virtual_agent_turns (due_at, position) WHERE state = 'pending'`,
  `CREATE INDEX virtual_agent_turns_conversation ON virtual_agent_turns (interaction_id, position) WHERE state = 'pending'`,

  `CREATE FUNCTION virtual_agent_stops() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE virtual_agent_sessions SET
        stopped_at = NEW.updated_at,
        stopped = CASE
          WHEN NEW.close_reason IN ('taken_over_by_agent', 'recipient_reassigned') THEN NEW.close_reason
          WHEN NEW.closed_at IS NOT NULL THEN 'closed'
          WHEN NEW.assigned_to_id IS NOT NULL THEN 'taken_over_by_agent'
          ELSE 'handed_off' END,
        due_at = CASE WHEN plugin_id IS NOT NULL THEN NEW.updated_at END
      WHERE interaction_id = NEW.id AND stopped_at IS NULL;
    UPDATE virtual_agent_turns SET state = 'dropped', settled_at = NEW.updated_at, lease_owner = NULL, lease_until = NULL
      WHERE interaction_id = NEW.id AND state = 'pending';
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER virtual_agent_stops AFTER UPDATE OF virtual_agent, closed_at ON interactions FOR EACH ROW
     WHEN (OLD.virtual_agent AND OLD.closed_at IS NULL AND (NEW.closed_at IS NOT NULL OR NOT NEW.virtual_agent))
     EXECUTE FUNCTION virtual_agent_stops()`,
];
