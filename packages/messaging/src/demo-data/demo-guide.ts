import type { Store } from '@hailpoint/store';
import type { DemoGuideEntry } from './demo-data.js';

/** An entry of the guided list, with the number that the record got. */
export interface DemoGuideItem extends Omit<DemoGuideEntry, 'interaction'> {
  /** Number of the interaction to open. */
  readonly interaction: string;
}

/** What was imported, as the installation keeps it. */
export interface DemoDataRecord {
  readonly importedAt: string;
  readonly guide: readonly DemoGuideItem[];
}

export const demoDataKey = 'demo_data';

/** The guided list of the imported demo data; empty when none were imported. */
export async function readDemoGuide(store: Pick<Store, 'query'>): Promise<readonly DemoGuideItem[]> {
  const row = await store.query
    .selectFrom('installation')
    .select('value')
    .where('key', '=', demoDataKey)
    .executeTakeFirst();
  return row ? (JSON.parse(row.value) as DemoDataRecord).guide : [];
}
