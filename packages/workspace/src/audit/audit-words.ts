import type { AuditEntry } from '../api/types.js';
import { labelOf } from '../plugin-config/config-fields.js';

export interface AuditDetail {
  label: string;
  value: string;
}

export interface AuditWords {
  /** What was done, without to what. */
  what: string;
  details: AuditDetail[];
}

type Detail = Readonly<Record<string, unknown>>;

const actions: Readonly<Record<string, string>> = {
  'plugin.changed': 'Plugin changed',
  'plugin.change_refused': 'Change of a plugin refused',
  'configuration_file.used': 'Changed configuration file taken over',
  'configuration_file.refused': 'Changed configuration file refused',
  'channel.configured': 'Channel configured',
  'channel.reset': 'Channel taken back to the file',
  'user.signed_in': 'Signed in',
  sign_in_link_created: 'Sign-in link made',
  access_token_created: 'Access token made',
  message_sent_by_command: 'Message sent by command',
  'consent.opted_out': 'Opt-out recorded',
  'consent.opted_in': 'Opt-in recorded',
  'consent.opt_out_lifted': 'Opt-out lifted',
  'webhook_event.replayed': 'Carrier event replayed',
  'webhook_event.discarded': 'Carrier event discarded',
  'reconciliation.start': 'Comparison with the carrier started',
  'conversation.associated': 'Conversation given to another person',
  'match_keys.updated': 'Numbers matched anew',
};

const done: Readonly<Record<string, string>> = {
  start: 'started',
  stop: 'stopped',
  stop_sending: 'stopped sending',
  resume: 'sends again',
  reconfigure: 'went on with the new configuration',
  reorder: 'asked at another place',
  update: 'went on as it was',
};

const labels: Readonly<Record<string, string>> = {
  active: 'Active',
  order: 'Order',
  checkActiveRecipientProfile: 'Check if active recipient profile exists',
  manualRecipientEntry: 'Show option to enter recipient ID manually',
  requireOptIn: 'Only people who opted in',
  consentTexts: 'Answers to keywords',
  operatingSystemUser: "Operating system's user",
  senderGroup: 'Sender group',
};

/** What an entry says, for people. */
export function auditWords({ action, detail }: Pick<AuditEntry, 'action' | 'detail'>): AuditWords {
  const { operatingSystemUser, ...told } = detail;
  const system = operatingSystemUser === undefined ? [] : plainDetails({ operatingSystemUser });
  const words = wordsOf(action, told);
  return { ...words, details: [...words.details, ...system] };
}

function wordsOf(action: string, detail: Detail): AuditWords {
  const what = actions[action] ?? labelOf(action.replaceAll('.', ' '));
  switch (action) {
    case 'plugin.changed':
      return { what: pluginChangeWords(objectOf(detail['change'])), details: planDetails(detail) };
    case 'plugin.change_refused':
      return { what, details: planDetails(detail) };
    case 'channel.configured':
    case 'channel.reset': {
      const { before, ...set } = detail;
      return { what, details: channelDetails(set, objectOf(before)) };
    }
    default:
      return { what, details: plainDetails(detail) };
  }
}

function pluginChangeWords(change: Detail): string {
  const { enabled, order, contributionOrders, config, reset, undo } = change;
  const parts = [
    undo === undefined ? null : 'Earlier change undone',
    enabled === undefined ? null : enabled === true ? 'Switched on' : 'Switched off',
    order === undefined ? null : `Order set to ${String(order)}`,
    ...Object.entries(objectOf(contributionOrders)).map(([name, value]) =>
      value === null ? `Order of ${name} taken back` : `Order of ${name} set to ${String(value)}`,
    ),
    ...configWords(objectOf(config)),
    reset === undefined || reset === false ? null : 'Taken back to the file',
  ].filter((part) => part !== null);
  const words = parts.join('; ');
  return words === ''
    ? 'Plugin changed'
    : words.charAt(0) + words.slice(1).replaceAll(/; (\w)/g, (all) => all.toLowerCase());
}

function configWords(config: Detail): string[] {
  const names = (cleared: boolean) =>
    Object.entries(config).flatMap(([name, value]) => ((value === null) === cleared ? [name] : []));
  return [
    names(false).length > 0 ? `Configuration set: ${names(false).join(', ')}` : null,
    names(true).length > 0 ? `Configuration taken back: ${names(true).join(', ')}` : null,
  ].filter((part) => part !== null);
}

function planDetails({ actions: planned, impact, restartRequired }: Detail): AuditDetail[] {
  const steps = Array.isArray(planned) ? planned.map(objectOf) : [];
  const { openConversations, queuedMessages, channels } = objectOf(impact);
  return [
    ...steps.map(({ plugin, action, problem }) => ({
      label: String(plugin),
      value: problem === undefined ? (done[String(action)] ?? String(action)) : labelOf(String(problem)).toLowerCase(),
    })),
    ...(Array.isArray(channels) && channels.length > 0
      ? [{ label: 'Channels that nothing carries', value: channels.join(', ') }]
      : []),
    ...counted('Open conversations', openConversations),
    ...counted('Queued messages', queuedMessages),
    ...(restartRequired === true ? [{ label: 'Restart', value: 'needed' }] : []),
  ];
}

function counted(label: string, count: unknown): AuditDetail[] {
  return typeof count === 'number' && count > 0 ? [{ label, value: count.toLocaleString('en') }] : [];
}

function channelDetails(set: Detail, before: Detail): AuditDetail[] {
  const names = Object.keys(set).length > 0 ? Object.keys(set) : Object.keys(before);
  return names
    .filter((name) => !(name in set) || valueWords(set[name]) !== valueWords(before[name]))
    .map((name) => {
      const former = name in before ? `before: ${valueWords(before[name])}` : 'was not set here before';
      return {
        label: labels[name] ?? labelOf(name),
        value: name in set ? `${valueWords(set[name])} (${former})` : former,
      };
    });
}

function plainDetails(detail: Detail): AuditDetail[] {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => ({ label: labels[name] ?? labelOf(name), value: valueWords(value) }));
}

function valueWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value)) return value.map(valueWords).join(', ');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, one]) => `${labelOf(name).toLowerCase()}: ${valueWords(one)}`)
      .join(', ');
  }
  return String(value);
}

function objectOf(value: unknown): Detail {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Detail) : {};
}

/** The page about what an entry is about; `null`: there is none. */
export function auditPlace({ action, subject }: Pick<AuditEntry, 'action' | 'subject'>): string | null {
  const kind = action.split('.')[0];
  if (/^IMS\d+$/.test(subject)) return `/interactions/${subject}`;
  if (kind === 'plugin' || kind === 'reconciliation') return `/admin/plugins/${encodeURIComponent(subject)}`;
  if (kind === 'channel') return '/admin/channels';
  if (kind === 'consent') return '/admin/consent';
  return kind === 'webhook_event' ? '/admin/carrier-events' : null;
}
