import type { PreparedStatement, StoreTransaction } from '@hailpoint/store';

const nextNumberStatement: PreparedStatement = {
  name: 'interactions_next_number',
  text: `SELECT 'IMS' || lpad(n::text, greatest(7, length(n::text)), '0') AS number FROM nextval('interaction_number') AS n`,
};

/** The next number for people: `IMS0000001` upwards, longer when seven digits are used up. A rolled back transaction leaves a gap. */
export async function nextNumber(transaction: Pick<StoreTransaction, 'execute'>): Promise<string> {
  const [row] = await transaction.execute<{ number: string }>(nextNumberStatement, []);
  return row!.number;
}
