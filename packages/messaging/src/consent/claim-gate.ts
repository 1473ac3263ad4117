/**
 * The last gate, for the statement that claims messages: SQL that is true of a message `m` whose recipient opted out. Every path to a carrier
 * leads through it, so it asks of no message where it came from.
 */
export const optedOutSql = `(NOT m.consent_exempt AND EXISTS (
    SELECT 1 FROM consent_opt_outs o WHERE o.channel = m.channel AND o.sender_group = m.sender_group AND o.match_key = m.match_key))`;
