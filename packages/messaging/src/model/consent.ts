import type { PersonSummary } from './interaction.js';

/** Whether somebody may be written to by the senders of a group. */
export type ConsentStanding = 'opted_out' | 'opted_in' | 'unknown';

/** A change of consent, and its proof. */
interface ConsentRecord {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly senderGroup: string;
  readonly recipientId: string;
  readonly source: 'keyword' | 'carrier' | 'admin' | 'api';
  /** The word that was texted; only of source `keyword`. */
  readonly keyword: string | null;
  /** Name of whoever recorded it; only of sources `admin` and `api`. */
  readonly recordedBy: string | null;
  /** The proof, in the words of whoever recorded it. */
  readonly note: string | null;
}

/** An opt-out or an opt-in that holds now. */
export interface Consent extends ConsentRecord {
  readonly channel: string;
  readonly state: 'opted_out' | 'opted_in';
  /** Who opted in; of an opt-out, who has the number now. `null`: nobody whom the directory knows. */
  readonly person: PersonSummary | null;
  /** In plain words. */
  readonly reason: string;
}

/** A line of the history, which nobody changes. */
export interface ConsentEntry extends ConsentRecord {
  readonly action: ConsentAction;
  /** Whose opt-in it is. */
  readonly person: PersonSummary | null;
  readonly text: string;
}

export type ConsentAction = 'opt_out' | 'lift_opt_out' | 'opt_in';

/** What holds for an address on a channel, and how it came about. */
export interface ConsentOverview {
  readonly channel: string;
  readonly recipientId: string;
  /** Who has the address now. */
  readonly person: PersonSummary | null;
  readonly groups: readonly {
    readonly senderGroup: string;
    /** Names of its senders; none: what holds is of a group that is no longer configured. */
    readonly senders: readonly string[];
    readonly state: ConsentStanding;
    readonly reason: string;
    /** Messages that wait to be sent; an opt-out cancels them. */
    readonly queuedMessages: number;
  }[];
  /** The newest 100, newest first. */
  readonly history: readonly ConsentEntry[];
}

export interface ConsentChange {
  readonly channel: string;
  /** In any written form. */
  readonly recipientId: string;
  /** ISO 3166-1 alpha-2; the only country that it is read with. */
  readonly country?: string;
  /** May be left out where the channel has one. */
  readonly senderGroup?: string;
  readonly action: ConsentAction;
  /** Who opted in; by default who has the address now. */
  readonly userId?: string;
  /** The proof: who said so, when and how. */
  readonly note: string;
}

export interface ConsentChangeResult {
  /** `false`: it was so already. */
  readonly changed: boolean;
  /** Messages that waited and are canceled now. */
  readonly canceledMessages: number;
  readonly subject: ConsentOverview;
}
