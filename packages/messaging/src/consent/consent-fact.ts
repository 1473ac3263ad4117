import type { ConsentSource } from '@hailpoint/store';

/** How something that holds now came about. */
export interface ConsentOrigin {
  /** ISO 8601. */
  readonly at: string;
  readonly source: ConsentSource;
  /** The word that was texted; only of source `keyword`. */
  readonly keyword: string | null;
  /** Name of whoever recorded it; only of sources `admin` and `api`. */
  readonly recordedBy: string | null;
  readonly note: string | null;
}

/** What the database says of (channel, sender group, match key). */
export interface ConsentFact {
  /** Holds for whoever has the number. */
  readonly optOut: ConsentOrigin | null;
  /** Of each person who opted in with this number; the next one who has it inherits nothing. */
  readonly optIns: readonly (ConsentOrigin & { readonly userId: string })[];
}

export const noConsent: ConsentFact = { optOut: null, optIns: [] };
