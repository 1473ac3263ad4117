/** A {@link ConsentOrigin} as JSON, of the entry `e` and whoever recorded it, `r`. */
export const consentOriginMembers =
  "'at', e.at, 'source', e.source, 'keyword', e.keyword, 'recordedBy', r.name, 'note', e.note";

/**
 * A {@link ConsentFact} as JSON, for any statement: of the channel, sender group and match key that are given as expressions of SQL. One look
 * into each of two primary keys.
 */
export function consentFactSql(channel: string, senderGroup: string, matchKey: string): string {
  const here = (alias: string) =>
    `${alias}.channel = ${channel} AND ${alias}.sender_group = ${senderGroup} AND ${alias}.match_key = ${matchKey}`;
  const from = (table: string, alias: string) =>
    `FROM ${table} ${alias} JOIN consent_entries e ON e.id = ${alias}.entry_id LEFT JOIN users r ON r.id = e.recorded_by_id WHERE ${here(alias)}`;
  return `json_build_object(
      'optOut', (SELECT json_build_object(${consentOriginMembers}) ${from('consent_opt_outs', 'o')}),
      'optIns', (SELECT coalesce(json_agg(json_build_object('userId', n.user_id, ${consentOriginMembers}) ORDER BY e.id), '[]')
                   ${from('consent_opt_ins', 'n')}))`;
}
