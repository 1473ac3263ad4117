import {
  type Availability,
  AvailabilityPolicy,
  type AvailabilitySituation,
  type CountrySource,
} from '@hailpoint/kernel';
import type { ExtensionPoints, TraceEntry } from '@hailpoint/kernel/host';
import { countrySources } from '../address/country-sources.js';
import type { Reason } from '../model/compose-options.js';
import type { AvailabilityNote } from '../model/message-template.js';
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
  /** Id of the template that is to be sent; `null`: free text. */
  readonly template: string | null;
}

export interface AvailabilityAnswer {
  /** Empty: available. */
  readonly reasons: readonly Reason[];
  /** `false`: of the reasons one stands in for a policy that failed or was late, and may be gone the next time. */
  readonly answered: boolean;
  /** What the policies say besides; empty when it is not available. */
  readonly notes: readonly AvailabilityNote[];
  /** The first moment at which a policy may say otherwise; `null`: none names one. */
  readonly openUntil: Date | null;
  readonly trace: readonly TraceEntry[];
}

type Allowed = Extract<Availability, { readonly available: true }>;

/** Asks every availability policy of the channel; each *no* is kept with its reason. */
export async function askAvailability(
  points: Pick<ExtensionPoints, 'contributions' | 'veto'>,
  question: AvailabilityQuestion,
): Promise<AvailabilityAnswer> {
  const { channel, at, sender, recipientId, person, fallback, lastInboundAt, template } = question;
  const situation: AvailabilitySituation = {
    channel,
    at,
    sender,
    recipientId,
    person: personFacts(person),
    countries: [...countriesOf(person), ...fallback],
    lastInboundAt,
    template,
  };
  const allowed = new Map<AvailabilityPolicy, Allowed>();
  const keep = (policy: AvailabilityPolicy, answer: Availability): Availability => {
    if (answer?.available === true) allowed.set(policy, answer);
    return answer;
  };
  const { refusals, trace } = await points.veto(
    AvailabilityPolicy,
    (policy) => policy.isValidForChannel(channel),
    (policy, context) => {
      const answer = policy.isChannelAvailable(situation, context);
      return answer instanceof Promise ? answer.then((one) => keep(policy, one)) : keep(policy, answer);
    },
  );
  const reasons = refusals.map(({ code, reason, answer }): Reason => {
    const until = answer && 'until' in answer ? validDate(answer.until) : null;
    return { code, reason, ...(until && { until: until.toISOString() }) };
  });
  const available = reasons.length === 0 ? [...allowed.values()] : [];
  const ends = available.flatMap(({ until }) => validDate(until) ?? []);
  return {
    reasons,
    answered: refusals.every(({ answer }) => answer !== undefined),
    notes: available.flatMap(({ note, until }) =>
      typeof note === 'string' && note !== '' ? [{ note, until: validDate(until)?.toISOString() ?? null }] : [],
    ),
    openUntil: ends.length === 0 ? null : new Date(Math.min(...ends.map((end) => end.getTime()))),
    trace: trace.map((entry) => withNote(points, allowed, entry)),
  };
}

/** Whether anybody will look at the answer: a send spares itself the look into the history when not. */
export function hasAvailabilityPolicy(points: Pick<ExtensionPoints, 'contributions'>): boolean {
  return points.contributions(AvailabilityPolicy).length > 0;
}

/** What a policy that allowed said besides stands in its verdict. */
function withNote(
  points: Pick<ExtensionPoints, 'contributions'>,
  allowed: ReadonlyMap<AvailabilityPolicy, Allowed>,
  entry: TraceEntry,
): TraceEntry {
  if (entry.verdict !== 'allowed') return entry;
  const policy = points
    .contributions(AvailabilityPolicy)
    .find(({ plugin, contribution }) => plugin === entry.plugin && contribution === entry.contribution);
  const note = policy && allowed.get(policy.instance)?.note;
  return typeof note === 'string' && note !== '' ? { ...entry, reason: note } : entry;
}

/** Not by `instanceof`: a plugin may have been loaded elsewhere. */
function validDate(value: unknown): Date | null {
  const isDate = Object.prototype.toString.call(value) === '[object Date]';
  return isDate && !Number.isNaN((value as Date).getTime()) ? (value as Date) : null;
}

/** Of the person, and of every address of theirs: each is a place where they may be. */
function countriesOf(person: RecipientPerson | null): readonly CountrySource[] {
  if (!person) return [];
  const sources = [...person.addresses.flatMap((address) => countrySources({}, address)), ...countrySources(person)];
  const distinct = new Map(sources.map((one) => [`${one.source} ${one.country}`, one]));
  return [...distinct.values()];
}
