import { randomUUID } from 'node:crypto';
import type { Actor, Preflight, TemplateChoice } from '@hailpoint/messaging';
import type { Command, CommandArguments } from '../command.js';
import { CommandError } from '../command-error.js';
import { exitCodes } from '../exit-codes.js';
import type { Hailpoint } from '../hailpoint.js';
import { actingUser } from './acting-user.js';

/** Composes from an interaction: shows the preflight, and sends with `--send`. */
export const compose: Command = {
  name: 'compose',
  needs: 'plugins',
  async run(hailpoint, args, caller) {
    const actor = await actingUser(hailpoint, String(args['as']));
    const number = String(args['number']);
    const composition = await compositionOf(hailpoint, actor, number, args);
    const preflight = await hailpoint.messaging.compose.preflight(actor, number, composition);
    if (!args['send']) return { text: describe(preflight), json: preflight };
    const confirm = Array.isArray(args['confirm']) ? (args['confirm'] as string[]) : [];
    const missing = preflight.confirmations.filter((code) => !confirm.includes(code));
    if (preflight.sendable && missing.length > 0)
      throw new CommandError(toAgree(preflight, missing), exitCodes.refused);
    const { result } = await hailpoint.messaging.compose.send(
      actor,
      number,
      { ...composition, planId: preflight.planId, confirm },
      { key: randomUUID(), route: 'command compose' },
    );
    await hailpoint.messaging.audit.record({
      userId: actor.userId,
      operatingSystemUser: caller.operatingSystemUser,
      action: 'message_sent_by_command',
      subject: result.interaction.number,
    });
    const closed = result.closed.length > 0 ? ` Closed: ${result.closed.join(', ')}.` : '';
    return {
      text: `${result.workflow}: ${result.interaction.number}, message ${result.message.id}.${closed}`,
      json: result,
    };
  },
};

async function compositionOf(hailpoint: Hailpoint, actor: Actor, number: string, args: CommandArguments) {
  const options = await hailpoint.messaging.compose.options(actor, number);
  const asked = args['channel'];
  const channel = asked
    ? options.channels.find(({ channel: name }) => name === asked)
    : (options.channels.find(({ available }) => available) ?? options.channels[0]);
  if (!channel) {
    const known = options.channels.map(({ channel: name }) => name).join(', ') || 'none';
    throw new CommandError(`No such channel. Active channels: ${known}.`, exitCodes.refused);
  }
  const typed = typeof args['to'] === 'string' ? args['to'] : undefined;
  const template = templateOf(args);
  const listed = channel.recipients.find((recipient) =>
    typed ? recipient.recipientId === typed : recipient.available || (template !== null && recipient.templateOnly),
  );
  const to = listed?.recipientId ? { recipientId: listed.recipientId } : typed ? { manual: typed } : null;
  if (!to) {
    const reasons = channel.recipients.flatMap((recipient) => recipient.reasons.map(({ reason }) => reason));
    throw new CommandError(
      `No recipient can be used. ${reasons.join(' ') || 'The record has none.'}${channel.manualEntry ? ' --to types another.' : ''}`,
      exitCodes.refused,
    );
  }
  const from = typeof args['from'] === 'string' ? { from: args['from'] } : {};
  const body = String(args['body'] ?? '');
  return { channel: channel.channel, to, ...from, ...(template ? { template, ...(body && { body }) } : { body }) };
}

function templateOf(args: CommandArguments): TemplateChoice | null {
  if (typeof args['template'] !== 'string') return null;
  const given = Array.isArray(args['variable']) ? (args['variable'] as string[]) : [];
  const variables = given.map((one) => {
    const at = one.indexOf('=');
    if (at < 1) throw new CommandError('A --variable is written name=value.', exitCodes.refused);
    return [one.slice(0, at), one.slice(at + 1)] as const;
  });
  return { id: args['template'], variables: Object.fromEntries(variables) };
}

function describe(preflight: Preflight): string {
  return [
    `To:      ${preflight.recipient ? `${preflight.recipient.recipientId} (${preflight.recipient.explanation})` : 'nobody'}`,
    `From:    ${preflight.sender ? `${preflight.sender.address} (${preflight.sender.explanation})` : 'no sender'}`,
    `Outcome: ${preflight.plan?.explanation ?? 'nothing can be sent'}`,
    `Text:    ${preflight.text.characters} characters, ${preflight.text.segments} ${preflight.text.segments === 1 ? 'segment' : 'segments'}, ${preflight.text.encoding}`,
    ...(preflight.template ? [`Reads:   ${preflight.template.text}`] : []),
    ...(preflight.notes ?? []).map(({ note, until }) => `Note:    ${note}${until === null ? '' : ` (until ${until})`}`),
    ...preflight.warnings.map(
      ({ message, confirmation }) => `Warning: ${message}${confirmation ? ` (--confirm ${confirmation})` : ''}`,
    ),
    ...preflight.blockers.map(({ reason }) => `Blocked: ${reason}`),
    ...(preflight.templateOnly
      ? ['A template can be sent: --template <id>, and --variable <name=value> for each variable.']
      : []),
    preflight.sendable ? `Add ${flagsToSend(preflight)} to send it.` : 'It cannot be sent.',
  ].join('\n');
}

function toAgree({ warnings }: Preflight, missing: readonly string[]): string {
  const why = warnings.filter(({ confirmation }) => confirmation !== null && missing.includes(confirmation));
  const flags = missing.map((code) => `--confirm ${code}`).join(' ');
  return `${why.map(({ message }) => message).join(' ')} Nothing was sent. To agree, add ${flags}.`;
}

function flagsToSend({ confirmations }: Preflight): string {
  return ['--send', ...confirmations.map((code) => `--confirm ${code}`)].join(' ');
}
