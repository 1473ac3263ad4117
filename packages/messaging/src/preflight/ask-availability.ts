import { AvailabilityPolicy, type AvailabilitySituation, type CountrySource } from '@hailpoint/kernel';
import type { ExtensionPoints, TraceEntry } from '@hailpoint/kernel/host';
import { countrySources } from '../address/country-sources.js';
import type { Reason } from '../model/compose-options.js';
import { personFacts } from './person-facts.js';
import type { RecipientPerson } from './recipient-person.js';

export interface AvailabilityQuestion {
  readonly channel: string;
  readonly at: Date;
  readonly sender: { readonly id: string; readonly address: string } | null;
  readonly recipientId: string | null;
  readonly person: RecipientPerson | null;
  readonly fallback: readonly CountrySource[];
  readonly lastInboundAt: Date | null;
}

export interface AvailabilityAnswer {
  /** Empty: available. */
  readonly reasons: readonly Reason[];
  readonly trace: readonly TraceEntry[];
}

/** Asks every availability policy of the channel; each *no* is kept with its reason. */
export async function askAvailability(
  points: Pick<ExtensionPoints, 'veto'>,
  question: AvailabilityQuestion,
): Promise<AvailabilityAnswer> {
  const { channel, at, sender, recipientId, person, fallback, lastInboundAt } = question;
  const situation: AvailabilitySituation = {
    channel,
    at,
    sender,
    recipientId,
    person: personFacts(person),
    countries: [...countriesOf(person), ...fallback],
    lastInboundAt,
  };
  const { refusals, trace } = await points.veto(
    AvailabilityPolicy,
    (policy) => policy.isValidForChannel(channel),
    (policy, context) => policy.isChannelAvailable(situation, context),
  );
  const reasons = refusals.map(({ code, reason, answer }): Reason => {
    const until = answer && 'until' in answer && answer.until instanceof Date ? answer.until : null;
    const valid = until !== null && !Number.isNaN(until.getTime());
    return { code, reason, ...(valid && { until: until.toISOString() }) };
  });
  return { reasons, trace };
}

/** Whether anybody will look at the answer: a send spares itself the look into the history when not. */
export function hasAvailabilityPolicy(points: Pick<ExtensionPoints, 'contributions'>): boolean {
  return points.contributions(AvailabilityPolicy).length > 0;
}

/** Of the person, and of every address of theirs: each is a place where they may be. */
function countriesOf(person: RecipientPerson | null): readonly CountrySource[] {
  if (!person) return [];
  const sources = [...person.addresses.flatMap((address) => countrySources({}, address)), ...countrySources(person)];
  const distinct = new Map(sources.map((one) => [`${one.source} ${one.country}`, one]));
  return [...distinct.values()];
}
