import type { PluginStep } from '../api/plugins.js';
import type { PluginAction, PluginImpact, PluginPlan } from '../api/types.js';

const actions: Readonly<Record<PluginAction, string>> = {
  start: 'starts',
  stop: 'stops: it ends what it has begun, and takes nothing new',
  stop_sending: 'stops sending; the receipts and replies of its carrier are still taken',
  resume: 'sends again',
  reconfigure: 'goes on with the new configuration; what it has begun ends with the old one',
  reorder: 'is asked at another place',
  update: 'goes on as it is; the change is kept',
};

export function actionWords(action: PluginAction): string {
  return actions[action];
}

/** What is asked for, as the title of its plan. */
export function changeTitle({ plugin, change }: PluginStep): string {
  const { enabled, order, contributionOrders, config, reset, undo } = change;
  if (undo !== undefined) return `Undo a change of ${plugin}`;
  if (reset !== undefined && reset !== false) return `Take back what was set for ${plugin}`;
  if (enabled !== undefined) return `Switch ${plugin} ${enabled ? 'on' : 'off'}`;
  if (config !== undefined) return `Change the configuration of ${plugin}`;
  if (order !== undefined || contributionOrders !== undefined) return `Change the order of ${plugin}`;
  return `Change ${plugin}`;
}

/** What became of it, as the title of the notice. */
export function doneTitle({ plugin, change }: PluginStep): string {
  const { enabled, order, contributionOrders, config, reset, undo } = change;
  if (undo !== undefined) return `${plugin} is as it was before`;
  if (reset !== undefined && reset !== false) return `What was set for ${plugin} is taken back`;
  if (enabled !== undefined) return `${plugin} is switched ${enabled ? 'on' : 'off'}`;
  if (config !== undefined) return `${plugin} has its new configuration`;
  if (order !== undefined || contributionOrders !== undefined) return 'The new order holds';
  return `${plugin} is changed`;
}

export interface ImpactFigure {
  label: string;
  value: string;
}

/** What is affected, in numbers; nothing for what is not. */
export function impactFigures(impact: PluginImpact): ImpactFigure[] {
  const figures: [string, number][] = [
    ['Channels that nothing carries', impact.channels.length],
    ['Senders that stop', impact.senders.length],
    ['Open conversations', impact.openConversations],
    ['Queued messages', impact.queuedMessages],
    ['Messages under way', impact.messagesUnderWay],
    ['Scheduled messages', impact.scheduledMessages],
    ['Conversations of virtual agents', impact.virtualAgentConversations],
  ];
  return figures.flatMap(([label, count]) => (count > 0 ? [{ label, value: count.toLocaleString('en') }] : []));
}

/** Whether no conversation and no message is touched, and nothing else is to be said. */
export function touchesNobody({ consequences, impact, blocked, restartRequired }: PluginPlan): boolean {
  return !blocked && !restartRequired && consequences.length === 0 && impactFigures(impact).length === 0;
}
