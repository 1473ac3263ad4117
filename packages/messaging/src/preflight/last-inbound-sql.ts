/**
 * When the customer last wrote to a sender, as SQL: also in conversations that ended since, because a takeover begins a new one. `alias`: a row
 * with channel, match key and sender.
 */
export function lastInboundSql(alias: string): string {
  return `(SELECT max(earlier.last_inbound_at) FROM interactions earlier
           WHERE earlier.channel = ${alias}.channel AND earlier.match_key = ${alias}.match_key AND earlier.sender_id = ${alias}.sender_id
             AND earlier.type = 'messaging')`;
}
