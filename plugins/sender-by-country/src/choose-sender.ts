import type { SelectableSender, SenderChoice, SenderSituation } from '@hailpoint/kernel';
import { countryName } from './country-name.js';
import { senderTrouble, type TroubleLimits } from './sender-trouble.js';

export interface SenderRules extends TroubleLimits {
  /** By country: ids of senders, the best first. */
  readonly sendersOf: ReadonlyMap<string, readonly string[]>;
  /** For every other country. Empty: all. */
  readonly others: readonly string[];
}

/** The senders that suit a recipient, and why. */
interface Suitable {
  readonly senders: readonly SelectableSender[];
  readonly code: string;
  /** "for United Kingdom", after "The sender". */
  readonly words: string;
}

/**
 * Which sender, and why. Pure. `null`: nothing speaks for another one than the default order gives.
 *
 * A running conversation keeps its sender. Else the senders that suit the recipient's country, of those the one that was used last first; one
 * that has trouble is passed over. When all of them have trouble, any other sender that has none; when none is without, the best all the same.
 */
export function chooseSender(rules: SenderRules, situation: SenderSituation): SenderChoice | null {
  const { senders, running, lastUsed } = situation;
  const going = senders.find(({ id }) => id === running);
  if (going) return stay(going, rules);

  const suitable = suitableFor(situation, rules) ?? anyOf(situation);
  const ranked = lastUsedFirst(suitable.senders, lastUsed);
  const rest = lastUsedFirst(senders, lastUsed).filter((one) => !ranked.includes(one));
  const [best] = ranked;
  if (!best) return null;

  const trouble = senderTrouble(best, rules);
  if (trouble === null)
    return suitable.code === 'any' ? null : choice(best, suitable.code, `The sender ${suitable.words}`);
  const next = ranked.find((one) => senderTrouble(one, rules) === null);
  // Of any sender there is none that suits better: it is just another one.
  const isSuitable = suitable.code !== 'any';
  if (next && isSuitable) return choice(next, 'avoids_trouble', `Another sender ${suitable.words}: ${trouble}`);
  const other = next ?? rest.find((one) => senderTrouble(one, rules) === null);
  if (other) return choice(other, 'avoids_trouble', `Not the sender ${suitable.words}: ${trouble}`);
  return choice(best, 'all_in_trouble', `The sender ${suitable.words}, because no other one is better off: ${trouble}`);
}

/** The customer knows the number of the conversation: it is not changed under way. */
function stay(sender: SelectableSender, rules: SenderRules): SenderChoice {
  const trouble = senderTrouble(sender, rules);
  const words = 'The sender of the running conversation with this recipient';
  if (trouble === null) return choice(sender, 'running_conversation', words);
  return choice(sender, 'running_conversation', `${words}. It has trouble: ${trouble}. Choose another to start anew`);
}

/** `null`: no rule, and no sender of that country. */
function suitableFor({ recipient, person, senders }: SenderSituation, rules: SenderRules): Suitable | null {
  const country = recipient.country ?? person?.country;
  if (country !== undefined) {
    const named = listed(senders, rules.sendersOf.get(country) ?? []);
    if (named.length > 0) return { senders: named, code: 'country_rule', words: `for ${countryName(country)}` };
    const own = senders.filter((sender) => sender.country?.toUpperCase() === country);
    if (own.length > 0) return { senders: own, code: 'same_country', words: `of ${countryName(country)}` };
  }
  const others = listed(senders, rules.others);
  return others.length === 0 ? null : { senders: others, code: 'other_countries', words: 'for other countries' };
}

/** In the default order: the last one used, else the first. */
function anyOf({ senders, lastUsed }: SenderSituation): Suitable {
  const words = lastUsed === null ? 'that comes first' : 'that was used last with this recipient';
  return { senders, code: 'any', words };
}

function listed(senders: readonly SelectableSender[], ids: readonly string[]): readonly SelectableSender[] {
  return ids.flatMap((wanted) => senders.find(({ id }) => id === wanted) ?? []);
}

function lastUsedFirst(senders: readonly SelectableSender[], lastUsed: string | null): readonly SelectableSender[] {
  return [...senders].sort((a, b) => Number(b.id === lastUsed) - Number(a.id === lastUsed));
}

function choice({ id }: SelectableSender, code: string, reason: string): SenderChoice {
  return { senderId: id, code, reason: sentence(reason) };
}

/** One line that can be kept, of at most 500 characters: a carrier's plugin may name its senders as it likes. */
function sentence(words: string): string {
  const line = words.replace(/\p{Cc}+/gu, ' ').toWellFormed();
  return line.length > 500 ? `${line.slice(0, 499).toWellFormed()}…` : line;
}
