import { AvailabilityPolicy, type ExtensionPoint, RecipientValidator, UserDocumentResolver } from '@hailpoint/kernel';
import type { ExtensionPoints, TraceEntry } from '@hailpoint/kernel/host';
import type { AskedQuestion, ContributionAnswer, ContributionAnswers } from '../model/contribution-answers.js';
import { askAvailability } from '../preflight/ask-availability.js';
import { fallbackCountries } from '../preflight/fallback-countries.js';
import type { GatherDependencies } from '../preflight/gather-dependencies.js';
import { recordRecipients } from '../preflight/record-recipients.js';
import { resolvePerson } from '../preflight/resolve-person.js';
import { type SourceInteraction, toTableRecord } from '../preflight/source-interaction.js';
import { listSenders } from '../providers/list-senders.js';

/** Asks what composing from a record would ask, and tells who answered, in which order, and why the others did not. Writes nothing. */
export async function explainContributions(
  { points, channels, settings, clock }: GatherDependencies,
  source: SourceInteraction,
): Promise<ContributionAnswers> {
  const { person, degraded, trace } = await resolvePerson(points, toTableRecord(source));
  const questions: AskedQuestion[] = [
    {
      point: UserDocumentResolver.id,
      question: 'Whom is a message for that is composed from this record?',
      outcome: person
        ? `${person.name}${degraded ? '; one that may know better failed, so agents must confirm it' : ''}`
        : 'Nobody is known.',
      answers: answersOf(points, UserDocumentResolver, trace),
    },
  ];
  for (const { channel, active } of await channels.effectiveChannels()) {
    const [first] = listSenders(points, channel);
    if (!active || first === undefined) continue;
    const { addressKind } = first.provider.instance.capabilities;
    const { defaultCountry } = settings;
    const question = { channel, addressKind, person, firstSender: first.sender, defaultCountry };
    for await (const { address, derived } of recordRecipients(points, question)) {
      questions.push({
        point: RecipientValidator.id,
        question: `May the address "${address.label}" be used on ${channel}?`,
        outcome: derived.derived ? `Yes. ${derived.derivation.explanation}` : `No. ${derived.reason}`,
        answers: answersOf(points, RecipientValidator, derived.trace),
      });
    }
    const availability = await askAvailability(points, {
      channel,
      at: clock.now(),
      sender: first.sender,
      recipientId: null,
      person,
      fallback: fallbackCountries(first.sender, defaultCountry),
      lastInboundAt: null,
    });
    questions.push({
      point: AvailabilityPolicy.id,
      question: `May ${channel} be used now?`,
      outcome:
        availability.reasons.length === 0
          ? 'Yes.'
          : `No. ${availability.reasons.map(({ reason }) => reason).join(' ')}`,
      answers: answersOf(points, AvailabilityPolicy, availability.trace),
    });
  }
  return { interaction: source.number, questions };
}

function answersOf<C extends object>(
  points: Pick<ExtensionPoints, 'contributions'>,
  point: ExtensionPoint<C>,
  trace: readonly TraceEntry[],
): readonly ContributionAnswer[] {
  return points.contributions(point).map(({ plugin, contribution, order }) => {
    const entry = trace.find((one) => one.plugin === plugin && one.contribution === contribution);
    const { verdict, ms } = entry ?? { verdict: 'not_asked' as const, ms: 0 };
    return { plugin, contribution, order, verdict, words: wordsOf(entry, trace), ms };
  });
}

function wordsOf(entry: TraceEntry | undefined, trace: readonly TraceEntry[]): string {
  const reason = entry?.reason ?? '';
  switch (entry?.verdict) {
    case 'not_valid':
      return 'It says that this is not for it.';
    case 'passed':
      return 'It has no answer; the next one is asked.';
    case 'answered':
      return 'It answered; those after it are not asked.';
    case 'allowed':
      return 'It agreed.';
    case 'refused':
      return `It refused: ${reason}`;
    case 'failed':
      return `It failed. ${reason}`;
    case 'late':
      return `It was too late. ${reason}`;
    case undefined: {
      const last = trace.at(-1);
      return last ? `It was not asked: ${last.plugin} came before it.` : 'It was not asked.';
    }
  }
}
