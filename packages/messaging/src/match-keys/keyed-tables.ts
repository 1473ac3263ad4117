/** Tables that keep a match key beside the recipient ID that it is of. */
export const keyedByRecipientId = [
  'channel_user_profiles',
  'interactions',
  'messages',
  'scheduled_messages',
  'consent_entries',
  'consent_opt_outs',
  'consent_opt_ins',
] as const;

/** Every table with a match key: a changed rule reaches all of them. */
export const keyedTables = [...keyedByRecipientId, 'user_addresses'] as const;
