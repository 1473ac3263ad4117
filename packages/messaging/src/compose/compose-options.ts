import type { ComposeOptions, Reason } from '../model/compose-options.js';
import { capabilitiesOf } from '../preflight/gather.js';
import type { GatherDependencies } from '../preflight/gather-dependencies.js';
import { type RecordRecipient, recordRecipients } from '../preflight/record-recipients.js';
import { resolvePerson } from '../preflight/resolve-person.js';
import { selectableSenders } from '../preflight/selectable-senders.js';
import { type SourceInteraction, toTableRecord } from '../preflight/source-interaction.js';
import { listSenders } from '../providers/list-senders.js';
import { readZone, usableZone } from '../scheduled/read-zone.js';
import { composeChannel } from './compose-channel.js';
import { readComposeFacts } from './compose-facts.js';
import type { ChannelToCompose } from './compose-recipients.js';

/** What the compose form shows for an interaction. */
export async function composeOptions(
  dependencies: GatherDependencies,
  source: SourceInteraction,
  agentId: string,
): Promise<ComposeOptions> {
  const { points, settings, store, channels, clock } = dependencies;
  const { person, degraded } = await resolvePerson(points, toTableRecord(source));
  const active = (await channels.effectiveChannels()).filter((one) => one.active && one.plugins.length > 0);
  const toCompose: ChannelToCompose[] = [];
  for (const configuration of active) {
    const { channel } = configuration;
    const addressKind = capabilitiesOf(points, channel)?.addressKind ?? '';
    const senders = listSenders(points, channel);
    const firstSender = senders[0]?.sender ?? null;
    const recipients: RecordRecipient[] = [];
    const question = { channel, addressKind, person, firstSender, defaultCountry: settings.defaultCountry };
    for await (const recipient of recordRecipients(points, question)) recipients.push(recipient);
    const read = () => selectableSenders(dependencies, senders, { author: agentId, now: clock.now(), later: false });
    let selectable: ReturnType<typeof read> | undefined;
    toCompose.push({
      configuration,
      senders,
      selectable: () => (selectable ??= read()),
      recipients: withoutTwins(recipients),
    });
  }
  const keys = toCompose.flatMap(({ configuration: { channel }, recipients }) =>
    recipients.flatMap(({ derived }) => (derived.derived ? [{ channel, matchKey: derived.matchKey }] : [])),
  );
  const facts = await readComposeFacts(store, person, keys);
  const shown = await Promise.all(toCompose.map((one) => composeChannel(dependencies, one, person, facts)));
  return {
    interaction: source.number,
    person: person && { ...person.reference, name: person.name, userId: facts.personUser?.id ?? null },
    personExplanation: person?.explanation ?? 'The record names nobody whom a message could be for.',
    channels: shown.flatMap((channel) => channel ?? []),
    runningConversations: facts.running,
    warnings: degraded ? [resolverDegraded] : [],
    timeZones: { recipient: usableZone(person?.timeZone), agent: await readZone(store, agentId) },
  };
}

const resolverDegraded: Reason = {
  code: 'resolver_degraded',
  reason:
    'A plugin that may know the recipient better did not answer. Check that this is the person you want to write to.',
};

/** A recipient ID that a record holds twice is one choice. */
function withoutTwins(recipients: readonly RecordRecipient[]): readonly RecordRecipient[] {
  const seen = new Set<string>();
  return recipients.filter(({ derived }) => {
    if (!derived.derived) return true;
    if (seen.has(derived.recipientId)) return false;
    seen.add(derived.recipientId);
    return true;
  });
}
