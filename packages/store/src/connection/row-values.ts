/**
 * Takes row values out of a database error: PostgreSQL repeats them in `detail` ("Key (match_key)=(+1...) already exists") and in `where`,
 * and an error may end in a log. Code, constraint, table and column stay.
 */
export function withoutRowValues(error: unknown): unknown {
  if (error instanceof Error && 'severity' in error) {
    const databaseError = error as { detail?: unknown; where?: unknown; internalQuery?: unknown };
    databaseError.detail = undefined;
    databaseError.where = undefined;
    databaseError.internalQuery = undefined;
  }
  return error;
}
