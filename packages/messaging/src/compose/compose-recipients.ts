import type { SelectableSender } from '@hailpoint/kernel';
import type { DerivedRecipient } from '../address/derive-recipient.js';
import type { ChannelConfiguration } from '../model/channel-configuration.js';
import type { ComposeRecipient, Reason } from '../model/compose-options.js';
import { noActiveProfile } from '../preflight/active-profile-check.js';
import { askAvailability } from '../preflight/ask-availability.js';
import { toPreflightConsent } from '../preflight/consent-check.js';
import { fallbackCountries } from '../preflight/fallback-countries.js';
import type { GatherDependencies } from '../preflight/gather-dependencies.js';
import type { RecipientPerson } from '../preflight/recipient-person.js';
import type { RecordRecipient } from '../preflight/record-recipients.js';
import { selectSender } from '../preflight/select-sender.js';
import type { ChannelSender } from '../providers/channel-sender.js';
import type { ComposeFacts } from './compose-facts.js';
import { recipientConsents } from './recipient-consents.js';

/** A channel as compose options are made of it. */
export interface ChannelToCompose {
  readonly configuration: ChannelConfiguration;
  readonly senders: readonly ChannelSender[];
  /** The same as a selector sees them; read once, when somebody asks. */
  readonly selectable: () => Promise<readonly SelectableSender[]>;
  readonly recipients: readonly RecordRecipient[];
}

/** One entry of the *To* list; a blocked one is shown with its reasons, not hidden. */
export async function composeRecipient(
  dependencies: GatherDependencies,
  { configuration, senders, selectable }: ChannelToCompose,
  { address, derived }: RecordRecipient,
  person: RecipientPerson | null,
  facts: ComposeFacts,
): Promise<ComposeRecipient> {
  const shown = { written: address.value, label: address.label };
  if (!derived.derived) {
    const reasons = [{ code: derived.code, reason: derived.reason }];
    const nothing = { recipientId: null, derivation: null, currentOwner: null, consents: [] };
    return { ...shown, ...nothing, defaultSender: null, defaultSenderExplanation: null, available: false, reasons };
  }
  const { recipientId, matchKey, derivation } = derived;
  const { channel } = configuration;
  const profile = facts.profiles.find((one) => one.channel === channel && one.matchKey === matchKey) ?? null;
  const reasons: Reason[] = [];
  if (configuration.checkActiveRecipientProfile && !profile) reasons.push(noActiveProfile(configuration.name));
  const history = historyOf(facts, channel, derived);
  const at = dependencies.clock.now();
  const { chosen } = await selectSender(dependencies.points, {
    channel,
    at,
    recipient: { recipientId, country: derivation.country },
    person,
    senders,
    history,
    selectable,
  });
  if (chosen) {
    const { sender } = chosen.sender;
    const answer = await askAvailability(dependencies.points, {
      channel,
      at,
      sender: { id: sender.id, address: sender.address },
      recipientId,
      person,
      fallback: fallbackCountries(sender, dependencies.settings.defaultCountry),
      lastInboundAt: history.lastInbound.find((one) => one.senderId === sender.id)?.at ?? null,
    });
    reasons.push(...answer.reasons);
  }
  const consents = recipientConsents({ configuration, senders }, derived, facts, person !== null);
  // One group that may write is enough: the agent chooses the sender, and preflight says what the choice means.
  if (consents.length > 0 && consents.every(({ decision }) => !decision.allowed)) {
    const [{ decision }] = consents as [(typeof consents)[number]];
    reasons.push({ code: decision.code, reason: decision.reason });
  }
  const owner = profile?.user ?? null;
  const ownedByOther = owner !== null && person !== null && owner.id !== facts.personUser?.id;
  return {
    ...shown,
    recipientId,
    derivation,
    available: reasons.length === 0 && chosen !== null,
    reasons,
    currentOwner: ownedByOther ? { id: owner.id, name: owner.name } : null,
    defaultSender: chosen?.sender.sender.id ?? null,
    defaultSenderExplanation: chosen?.explanation ?? null,
    consents: consents.map(({ group, decision }) => toPreflightConsent(decision, group)),
  };
}

function historyOf({ history }: ComposeFacts, channel: string, { matchKey }: DerivedRecipient & { derived: true }) {
  const ours = history.filter((one) => one.channel === channel && one.matchKey === matchKey);
  return {
    senders: ours.map(({ senderId, running }) => ({ senderId, running })),
    lastInbound: ours.flatMap(({ senderId, lastInboundAt }) =>
      lastInboundAt === null ? [] : [{ senderId, at: new Date(lastInboundAt) }],
    ),
  };
}
