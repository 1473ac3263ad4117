import type { Preflight } from '../api/types.js';

/** A preflight of row 4, with parts of it replaced. */
export function examplePreflight(parts: Partial<Preflight> = {}): Preflight {
  return {
    planId: 'plan-1',
    sendable: true,
    channel: 'sms',
    person: { source: 'hailpoint', id: 'u1', name: 'Ana Souza', userId: 'u1', explanation: 'The consumer.' },
    recipient: {
      recipientId: '+12025550143',
      manual: false,
      label: 'Mobile',
      derivation: { rule: 'as_written', sources: [], explanation: 'Written in international form.' },
      explanation: 'Written in international form.',
    },
    sender: {
      id: 'care',
      address: '+12025550100',
      name: 'Care',
      plugin: 'sms-simulator',
      explanation: 'The only one.',
    },
    consent: {
      senderGroup: 'default',
      state: 'unknown',
      code: 'consent_unknown',
      explanation: 'Neither opted out nor opted in.',
      since: null,
      source: null,
    },
    plan: {
      row: '4',
      workflow: 'appended',
      explanation: 'The message is added to IMS0000004.',
      appendsTo: 'IMS0000004',
      creates: false,
      closes: [],
      profile: { action: 'kept', previousUser: null, canceledMessages: 0 },
      assignment: 'unchanged',
      assignedTo: { id: 'a1', name: 'Ben Carter' },
      joinsLiveGroup: true,
    },
    warnings: [],
    confirmations: [],
    blockers: [],
    text: { characters: 5, encoding: 'gsm7', segments: 1, maxLength: 1600 },
    attachments: [],
    verdicts: [],
    ...parts,
  };
}

/** A preflight of row 1, which needs a confirmation. */
export function exampleReassignment(previous = 'Mia Novak'): Preflight {
  const example = examplePreflight();
  const message = `The number belongs to ${previous} at present.`;
  return {
    ...example,
    planId: 'plan-2',
    plan: example.plan && {
      ...example.plan,
      row: '1',
      workflow: 'replaced_different_user',
      explanation: 'The number changes hands: IMS0000007 is closed.',
      appendsTo: null,
      creates: true,
      closes: [{ number: 'IMS0000007', reason: 'recipient_reassigned', queuedMessages: 2, assignedTo: null }],
      profile: { action: 'replaced', previousUser: { id: 'u2', name: previous }, canceledMessages: 0 },
    },
    warnings: [{ code: 'recipient_reassignment', message, confirmation: 'recipient_reassignment' }],
    confirmations: ['recipient_reassignment'],
  };
}
