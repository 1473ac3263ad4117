import { ChannelProvider, ConversationPolicy, RecipientValidator, UserDocumentResolver } from '@hailpoint/kernel';
import type { PluginHost } from '@hailpoint/kernel/host';
import { type NodeOverview, sendersOf } from '@hailpoint/messaging';
import { type Finding, ok, problem, warning } from './finding.js';

const needed = [
  [
    UserDocumentResolver,
    'Nothing says who the recipient of a record is.',
    'Switch on user-document-interaction, or a plugin for your CRM.',
  ],
  [ConversationPolicy, 'Nothing decides what becomes of running conversations.', 'Switch on conversation-policy.'],
  [ChannelProvider, 'Nothing carries a message.', 'Switch on a carrier, such as sms-twilio; sms-simulator needs none.'],
] as const;

/** What runs, what does not and why, and what is missing for a message to go out. */
export function checkPlugins(
  host: Pick<PluginHost, 'plugins' | 'points' | 'extensionPoints'>,
  nodes: readonly NodeOverview[],
): readonly Finding[] {
  const { points } = host;
  const listing = host.plugins();
  const running = listing.filter(({ state }) => state === 'started');
  const listening = listing.filter(({ state }) => state === 'listening');
  return [
    ok('plugins', `${running.length} of ${listing.length} run: ${running.map(({ id }) => id).join(', ') || 'none'}.`),
    ...listening.map(({ id }) => ok('plugins', `${id} is off, and still takes what its carrier brings.`)),
    ...listing.flatMap(({ problem: trouble, enabled }) => {
      if (!trouble) return [];
      const words = `${trouble.what} ${trouble.why}`;
      return [enabled ? problem('plugins', words, trouble.fix) : warning('plugins', words, trouble.fix)];
    }),
    ...listing.flatMap(({ id, held }) => (held ? [warning('plugins', `${id}: ${held.what}`, held.fix)] : [])),
    ...host
      .extensionPoints()
      .flatMap((point) =>
        point.contributions
          .filter(({ degraded }) => degraded)
          .map(({ plugin, contribution, circuit, calls }) =>
            warning(
              'plugins',
              `${plugin} (${contribution}) ${circuit === 'closed' ? 'failed at its last call' : 'failed so often that it is not asked for a while'}: ${calls.lastFailure?.how ?? 'failed'}${calls.lastFailure?.code ? `, ${calls.lastFailure.code}` : ''}.`,
              'The log says how it failed. It is asked again by itself; switch it off if it goes on.',
            ),
          ),
      ),
    ...needed.flatMap(([point, what, fix]) =>
      points.contributions(point as never).length === 0 ? [problem('plugins', what, fix)] : [],
    ),
    ...channelFindings(points),
    ...nodes.flatMap(({ name, settled, sameFile, problems }) => [
      ...problems.map((words) => warning('plugins', `Node ${name}: ${words}`, 'Mend what it names.')),
      ...(settled || problems.length > 0
        ? []
        : [warning('plugins', `Node ${name} does not run what it shall.`, 'Look at its log, or restart it.')]),
      ...(sameFile
        ? []
        : [warning('plugins', `Node ${name} uses another configuration file.`, 'Give all nodes the same file.')]),
    ]),
  ];
}

function channelFindings(points: PluginHost['points']): readonly Finding[] {
  const providers = points.contributions(ChannelProvider);
  const owners = new Map<string, string>();
  return [...new Set(providers.map(({ instance }) => instance.channel))].flatMap((channel) => {
    const found: Finding[] = [];
    const validated = points
      .instances(RecipientValidator)
      .some((validator) => validator.isValidForChannel(channel) === true);
    if (!validated) {
      found.push(
        problem(
          'plugins',
          `Nothing checks recipients of the channel ${channel}: all are refused.`,
          'Switch on a recipient-validator for it, such as recipient-phone.',
        ),
      );
    }
    for (const provider of providers.filter((one) => one.instance.channel === channel)) {
      const { plugin } = provider;
      const senders = sendersOf(provider);
      if (senders.length === 0) {
        found.push(problem('plugins', `${plugin} has no sender.`, 'Add one under "senders" in its configuration.'));
      }
      for (const { id } of senders) {
        const other = owners.get(`${channel} ${id}`);
        if (other !== undefined && other !== plugin) {
          found.push(ok('plugins', `${plugin} and ${other} both carry the sender ${id}; ${other} comes first.`));
        } else owners.set(`${channel} ${id}`, plugin);
      }
    }
    return found;
  });
}
