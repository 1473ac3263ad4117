import type { StoredPreflight } from '../model/asked.js';
import type { PreflightPlan } from '../model/preflight.js';

/** The preflight that a message to Maria Lopez was sent by: row 2 unless told otherwise. */
export function preflightOf(
  more: Partial<StoredPreflight> & { readonly planned?: Partial<PreflightPlan> } = {},
): StoredPreflight {
  const { planned, ...rest } = more;
  return {
    planId: 'plan',
    sendable: true,
    channel: 'sms',
    person: {
      source: 'hailpoint',
      id: 'maria',
      name: 'Maria Lopez',
      userId: 'maria',
      explanation: 'The consumer of the record',
    },
    recipient: {
      recipientId: '+12025550143',
      manual: false,
      label: 'Mobile',
      derivation: { rule: 'as_written', sources: [], explanation: 'Written in international form' },
      explanation: 'Written in international form',
    },
    consent: null,
    sender: {
      id: 'support',
      address: '+12025550100',
      name: 'Support',
      plugin: 'sms-twilio',
      explanation: 'The only sender of this channel',
    },
    plan: {
      row: '2',
      workflow: 'created',
      explanation: 'A new conversation is started and assigned to you.',
      appendsTo: null,
      creates: true,
      closes: [],
      profile: { action: 'created', previousUser: null, canceledMessages: 0 },
      assignment: 'to_agent',
      assignedTo: { id: 'alex', name: 'Alex Reed' },
      joinsLiveGroup: true,
      ...planned,
    },
    warnings: [],
    confirmations: [],
    blockers: [],
    text: { characters: 42, encoding: 'gsm7', segments: 1, maxLength: 1600 },
    attachments: [],
    verdicts: [
      {
        point: 'user-document-resolver',
        plugin: 'user-document-interaction',
        contribution: 'AgentMessagingInteractionUserDocument',
        verdict: 'answered',
        code: null,
        reason: null,
        ms: 2.4,
      },
      {
        point: 'availability-policy',
        plugin: 'quiet-hours',
        contribution: 'QuietHours',
        verdict: 'allowed',
        code: null,
        reason: null,
        ms: 0.2,
      },
    ],
    asked: { via: 'session', planSeen: true },
    ...rest,
  };
}
