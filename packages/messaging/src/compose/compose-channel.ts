import { senderGroup } from '../consent/sender-group.js';
import type { ComposeChannel, ComposeRecipient, Reason } from '../model/compose-options.js';
import { askAvailability } from '../preflight/ask-availability.js';
import { fallbackCountries } from '../preflight/fallback-countries.js';
import { capabilitiesOf } from '../preflight/gather.js';
import type { GatherDependencies } from '../preflight/gather-dependencies.js';
import type { RecipientPerson } from '../preflight/recipient-person.js';
import { composeTemplates } from '../providers/compose-templates.js';
import type { ComposeFacts } from './compose-facts.js';
import { type ChannelToCompose, composeRecipient } from './compose-recipients.js';

/** One entry of the *Channel* list. A channel that cannot be used is shown with the reason (A5). */
export async function composeChannel(
  dependencies: GatherDependencies,
  toCompose: ChannelToCompose,
  person: RecipientPerson | null,
  facts: ComposeFacts,
): Promise<ComposeChannel | null> {
  const { configuration, senders } = toCompose;
  const capabilities = capabilitiesOf(dependencies.points, configuration.channel);
  if (!capabilities) return null;
  const recipients: ComposeRecipient[] = [];
  for (const recipient of toCompose.recipients) {
    recipients.push(await composeRecipient(dependencies, toCompose, recipient, person, facts));
  }
  const manual = await manualEntry(dependencies, toCompose, person);
  const usable = recipients.filter(({ available, templateOnly }) => available || templateOnly);
  const open = senders.length > 0 && (usable.length > 0 || manual.open);
  const { media, text } = senders[0]?.provider.instance.capabilities ?? capabilities;
  return {
    channel: configuration.channel,
    name: configuration.name,
    order: configuration.order,
    available: open,
    reasons: open ? [] : whyNot(toCompose, recipients, manual.reasons, person),
    recipients,
    manualEntry: configuration.manualRecipientEntry,
    senders: senders.map(({ sender, plugin }) => {
      const { id, address, name } = sender;
      return { id, address, name, plugin, group: senderGroup(sender) };
    }),
    defaultSender: usable[0]?.defaultSender ?? senders[0]?.sender.id ?? null,
    templates: composeTemplates(senders),
    text: { maxLength: text.maxLength, encoding: text.encoding },
    attachments: media
      ? { contentTypes: media.contentTypes, maxBytes: media.maxBytes, maxCount: media.maxCount }
      : null,
  };
}

interface ManualEntry {
  readonly open: boolean;
  readonly reasons: readonly Reason[];
}

/** Whether *Other* leads anywhere: policies are asked about a recipient who is not known yet. */
async function manualEntry(
  { points, clock, settings }: GatherDependencies,
  { configuration, senders }: ChannelToCompose,
  person: RecipientPerson | null,
): Promise<ManualEntry> {
  const [first] = senders;
  if (!configuration.manualRecipientEntry || !first) return { open: false, reasons: [] };
  const { id, address } = first.sender;
  const { reasons } = await askAvailability(points, {
    channel: configuration.channel,
    at: clock.now(),
    sender: { id, address },
    recipientId: null,
    person,
    fallback: fallbackCountries(first.sender, settings.defaultCountry),
    lastInboundAt: null,
    template: null,
  });
  return { open: reasons.length === 0, reasons };
}

function whyNot(
  { configuration, senders }: ChannelToCompose,
  recipients: readonly ComposeRecipient[],
  manual: readonly Reason[],
  person: RecipientPerson | null,
): readonly Reason[] {
  const { name } = configuration;
  if (senders.length === 0) {
    const reason = `${name} has no sender. An administrator names one in the configuration of its plugin.`;
    return [{ code: 'channel_without_sender', reason }];
  }
  if (recipients.length === 0 && manual.length === 0) {
    const whose = person ? `The record of ${person.name}` : 'The record names no recipient, so it';
    return [{ code: 'no_address', reason: `${whose} has no address for ${name}.` }];
  }
  const distinct = new Map([...recipients.flatMap(({ reasons }) => reasons), ...manual].map((one) => [one.code, one]));
  return [...distinct.values()];
}
