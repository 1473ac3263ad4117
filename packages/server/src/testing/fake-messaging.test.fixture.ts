import { createHash } from 'node:crypto';
import type { WebhookRequest, WebhookResponse } from '@hailpoint/kernel';
import type {
  Actor,
  AttachmentSummary,
  ChannelConfiguration,
  ComposeOptions,
  Consent,
  ConsentOverview,
  ErrorKind,
  Interaction,
  LiveEvent,
  Message,
  Messaging,
  PluginOverview,
  PluginPlan,
  PluginService,
  Preflight,
  Reconciliation,
  ScheduledMessage,
  SendResult,
  Story,
  User,
  WebhookEvent,
} from '@hailpoint/messaging';
import { MessagingError } from '@hailpoint/messaging';

export const now = '2026-03-01T09:30:00.000Z';
export const ids = {
  agent: '01900000-0000-7000-8000-000000000001',
  admin: '01900000-0000-7000-8000-000000000002',
  both: '01900000-0000-7000-8000-000000000003',
  customer: '01900000-0000-7000-8000-000000000004',
  nobody: '01900000-0000-7000-8000-00000000ffff',
  attachment: '01900000-0000-7000-8000-0000000000a1',
} as const;

const optOut: Consent = {
  id: ids.nobody,
  at: now,
  channel: 'sms',
  senderGroup: 'default',
  recipientId: '+12025550143',
  state: 'opted_out',
  person: null,
  source: 'keyword',
  keyword: 'STOP',
  recordedBy: null,
  note: null,
  reason: 'Opted out on 5 January 2026 by texting STOP.',
};

const { channel: _channel, state: _state, reason, ...entry } = optOut;
const consentOverview: ConsentOverview = {
  channel: 'sms',
  recipientId: '+12025550143',
  person: null,
  groups: [{ senderGroup: 'default', senders: ['Support'], state: 'opted_out', reason, queuedMessages: 0 }],
  history: [{ ...entry, action: 'opt_out', text: reason }],
};

const plugin: PluginOverview = {
  id: 'sms-simulator',
  package: '@hailpoint/plugin-sms-simulator',
  version: '0.1.0',
  description: null,
  state: 'failed',
  durationMs: 12.5,
  enabled: true,
  locked: false,
  order: 50,
  contributes: ['channel-provider'],
  contributions: [{ point: 'channel-provider', name: 'Provider', order: 50 }],
  problem: { code: 'kernel_range', what: 'A', why: 'B', fix: 'C', restartRequired: true },
  configSchema: '/somewhere/config.schema.json',
  conformance: { passed: 31, total: 32, failed: [{ point: 'channel-provider', rule: 'one', why: 'It threw.' }] },
  inFlight: 0,
  config: { token: '$'.concat('{TOKEN}') },
  contributionOrders: {},
  origins: {
    enabled: { from: 'default' },
    order: { from: 'file', line: 7 },
    config: { token: { from: 'override' } },
  },
  override: { config: { token: '$'.concat('{TOKEN}') } },
  degraded: true,
  held: { instances: 2, since: new Date('2026-03-01T09:00:00Z'), what: 'It is held.', fix: 'Let go.' },
  offSince: null,
};

const pluginPlan: PluginPlan = {
  planId: 'a-plan',
  plugin: 'sms-simulator',
  actions: [{ plugin: 'sms-simulator', package: plugin.package, action: 'stop_sending', problem: null }],
  blocked: false,
  restartRequired: false,
  impact: {
    channels: ['sms'],
    senders: [{ channel: 'sms', id: 'support', name: 'Support' }],
    openConversations: 2,
    queuedMessages: 1,
    messagesUnderWay: 0,
    scheduledMessages: 0,
    virtualAgentConversations: 0,
  },
  consequences: ['Nothing is sent any more from Support (sms).'],
  override: { enabled: false },
};

const parkedEvent: WebhookEvent = {
  id: ids.nobody,
  plugin: 'sms-simulator',
  contribution: 'SimulatorSmsProvider',
  state: 'parked',
  receivedAt: now,
  attempts: 1,
  problem: { code: 'not_our_number', reason: 'It is not ours.', fix: 'Add the number.' },
  discardNote: null,
};

export class FakeError extends MessagingError {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    extra: Record<string, unknown> = {},
  ) {
    super(`This is ${code}.`, { extra });
  }
}

export function interaction(number = 'IMS0000001', more: Partial<Interaction> = {}): Interaction {
  return {
    id: ids.nobody,
    number,
    type: 'phone',
    state: 'new',
    shortDescription: null,
    consumer: { id: ids.customer, name: 'Clara Customer' },
    contact: null,
    openedFor: null,
    assignedTo: null,
    relatedRecord: { table: 'case', id: '1', url: '/case/1' },
    conversation: null,
    virtualAgent: false,
    virtualAgentReport: null,
    liveGroup: [],
    closeReason: null,
    closedBy: null,
    version: 3,
    openedAt: now,
    updatedAt: now,
    closedAt: null,
    compose: { offered: true, code: null, reason: null },
    ...more,
  };
}

export const message: Message = {
  id: ids.nobody,
  interaction: 'IMS0000002',
  direction: 'outbound',
  author: { kind: 'agent', person: { id: ids.agent, name: 'Ada Agent' } },
  body: 'Your parcel is here.',
  attachments: [],
  state: 'queued',
  cause: null,
  stateAt: now,
  segments: 1,
  encoding: 'gsm7',
  attempts: 0,
  lookUp: null,
  createdAt: now,
};

const derivation = { rule: 'as_written', sources: [], explanation: 'Already international.' } as const;

export const preflight: Preflight = {
  planId: 'plan-1',
  sendable: true,
  channel: 'sms',
  person: {
    source: 'hailpoint',
    id: ids.customer,
    name: 'Clara Customer',
    userId: ids.customer,
    explanation: 'Consumer.',
  },
  recipient: { recipientId: '+12025550143', manual: false, label: 'Mobile', derivation, explanation: 'Her mobile.' },
  sender: {
    id: '+12025550100',
    address: '+12025550100',
    name: 'Support',
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
    row: '2',
    workflow: 'created',
    explanation: 'A new conversation.',
    appendsTo: null,
    creates: true,
    closes: [],
    profile: { action: 'created', previousUser: null, canceledMessages: 0 },
    assignment: 'to_agent',
    assignedTo: null,
    joinsLiveGroup: true,
  },
  warnings: [],
  confirmations: [],
  blockers: [],
  text: { characters: 20, encoding: 'gsm7', segments: 1, maxLength: 1600 },
  attachments: [],
  verdicts: [
    { point: 'core', plugin: 'core', contribution: 'profile', verdict: 'allowed', code: null, reason: null, ms: 0.2 },
  ],
};

export const composeOptions: ComposeOptions = {
  interaction: 'IMS0000001',
  person: null,
  personExplanation: 'Nobody.',
  channels: [
    {
      channel: 'sms',
      name: 'SMS',
      order: 100,
      available: true,
      reasons: [{ code: 'quiet_hours', reason: 'Night.', until: now }],
      recipients: [],
      manualEntry: true,
      senders: [],
      defaultSender: null,
      templates: [],
      text: { maxLength: 1600, encoding: 'sms' },
      attachments: null,
    },
  ],
  runningConversations: [],
  warnings: [],
  timeZones: { recipient: 'America/New_York', agent: null },
};

export const scheduledMessage: ScheduledMessage = {
  id: ids.nobody,
  interaction: 'IMS0000001',
  agent: { id: ids.agent, name: 'Ada Agent' },
  state: 'scheduled',
  sendAt: { at: now, zone: 'America/New_York', recipientZone: 'America/New_York', note: null },
  channel: 'sms',
  to: { recipientId: '+12025550143' },
  from: 'support',
  recipientId: '+12025550143',
  body: 'Your parcel is here.',
  attachments: [],
  confirm: [],
  preflight,
  cause: null,
  message: null,
  version: 3,
  createdAt: now,
  updatedAt: now,
};

export const reconciliation: Reconciliation = {
  id: ids.nobody,
  plugin: 'sms-simulator',
  contribution: 'SimulatorSmsProvider',
  channel: 'sms',
  requestedBy: null,
  from: now,
  to: now,
  state: 'done',
  problem: null,
  figures: { checked: 2, receiptsAdded: 1, inboundRecovered: 0, notTaken: 0, unknownToUs: 0, missingAtCarrier: 0 },
  samples: { unknownToUs: [], missingAtCarrier: [] },
  words: '2 events compared. 1 receipt had not reached us and is taken over now.',
  createdAt: now,
  finishedAt: now,
};

export const story: Story = {
  subject: { kind: 'interaction', number: 'IMS0000001', message: null },
  headline: 'IMS0000001 is a phone call with Clara Customer: new, and nobody has it.',
  chapters: [
    {
      at: now,
      actor: { kind: 'system', name: 'Hailpoint' },
      kind: 'opened',
      tone: 'plain',
      sentence: 'IMS0000001 was opened: a phone call with Clara Customer.',
      details: [{ label: 'Type', value: 'phone' }],
      message: null,
    },
  ],
  present: { state: 'new', why: 'It is new, and nobody has it.', next: null },
  nextCursor: null,
};

const attachment: AttachmentSummary = {
  id: ids.attachment,
  fileName: 'Grüße "2".png',
  contentType: 'image/png',
  size: 4,
  width: 1,
  height: 1,
};

function user(id: string, name: string, roles: User['roles'], username: string | null): User {
  return {
    id,
    source: 'hailpoint',
    username,
    name,
    kind: username === null ? 'consumer' : 'agent',
    roles,
    phones: [],
    email: null,
    country: null,
    location: null,
    timeZone: null,
    language: null,
    active: true,
    version: 1,
  };
}

/** A domain of canned answers that keeps what it was asked. Tokens: `<username>-session-token` and `<username>-access-token`. */
export class FakeMessaging implements Messaging {
  readonly calls: { readonly what: string; readonly args: readonly unknown[] }[] = [];
  readonly listeners = new Set<(event: LiveEvent) => void>();
  readonly ended = new Set<string>();
  readonly usedLinks = new Set<string>();
  readonly users_ = [
    user(ids.agent, 'Ada Agent', ['agent_workspace_user'], 'ada'),
    user(ids.admin, 'Arno Admin', ['admin'], 'arno'),
    user(ids.both, 'Bea Both', ['agent_workspace_user', 'admin'], 'bea'),
    user(ids.customer, 'Clara Customer', [], null),
  ];
  webhookAnswer: WebhookResponse = { status: 200, headers: { 'content-type': 'text/xml' }, body: '<Response/>' };
  webhookRequests: (WebhookRequest & { readonly pluginId: string })[] = [];
  /** Thrown by the next call of this name. */
  failure: { readonly what: string; readonly error: unknown } | null = null;
  maxBytes = 2_000_000;
  /** Of a composition and of a reply. */
  preflight = preflight;
  readonly #replies = new Map<string, unknown>();

  publish(event: LiveEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  #call<T>(what: string, args: readonly unknown[], answer: () => T): Promise<T> {
    this.calls.push({ what, args });
    if (this.failure?.what === what) {
      const { error } = this.failure;
      this.failure = null;
      return Promise.reject(error);
    }
    return Promise.resolve().then(answer);
  }

  #known(number: string): Interaction {
    if (number > 'IMS0000099') throw new FakeError('not_found', 'interaction_not_found');
    return interaction(number);
  }

  #once<T>(idempotency: { key: string; route: string } | undefined, answer: () => T): { result: T; replayed: boolean } {
    if (!idempotency) return { result: answer(), replayed: false };
    const scope = `${idempotency.route} ${idempotency.key}`;
    if (this.#replies.has(scope)) return { result: this.#replies.get(scope) as T, replayed: true };
    const result = answer();
    this.#replies.set(scope, result);
    return { result, replayed: false };
  }

  #actor(userId: string): Actor | null {
    const found = this.users_.find(({ id }) => id === userId);
    return found ? { userId, name: found.name, roles: [...found.roles] } : null;
  }

  #byToken(token: string, kind: 'session' | 'access'): Actor | null {
    if (this.ended.has(token)) return null;
    const found = this.users_.find(({ username }) => username !== null && token === `${username}-${kind}-token`);
    return found ? this.#actor(found.id) : null;
  }

  #sent(): SendResult {
    const conversation = interaction('IMS0000002', { type: 'messaging' });
    return {
      workflow: 'created',
      interaction: conversation,
      message,
      closed: [],
      profile: { activated: ids.nobody },
      liveGroup: { added: [{ id: ids.agent, name: 'Ada Agent' }] },
      preflight,
    };
  }

  readonly interactions: Messaging['interactions'] = {
    list: (...args) => this.#call('interactions.list', args, () => ({ items: [interaction()], nextCursor: null })),
    get: (...args) => this.#call('interactions.get', args, () => this.#known(args[1])),
    create: (...args) =>
      this.#call('interactions.create', args, () =>
        this.#once(args[2], () => interaction('IMS0000009', { version: 1 })),
      ),
    update: (...args) =>
      this.#call('interactions.update', args, () => {
        const { version } = this.#known(args[1]);
        if (args[2] !== version) throw new FakeError('stale', 'stale_version', { current: version });
        return interaction(args[1], { version: version + 1 });
      }),
    associate: (...args) =>
      this.#call('interactions.associate', args, () => {
        this.#known(args[1]);
        return interaction(args[1], { version: args[2] + 1 });
      }),
    close: (...args) =>
      this.#call('interactions.close', args, () => {
        this.#known(args[1]);
        return interaction(args[1], { state: args[2].state, closeReason: args[2].reason, version: 4 });
      }),
    thread: (...args) =>
      this.#call('interactions.thread', args, () => {
        this.#known(args[1]);
        return { items: [message], nextCursor: null };
      }),
  };

  readonly compose: Messaging['compose'] = {
    explainContributions: (...args) =>
      this.#call('compose.explainContributions', args, () => {
        this.#known(args[1]);
        return { interaction: args[1], questions: [] };
      }),
    options: (...args) =>
      this.#call('compose.options', args, () => ({ ...composeOptions, interaction: this.#known(args[1]).number })),
    preflight: (...args) => this.#call('compose.preflight', args, () => this.#known(args[1]) && this.preflight),
    send: (...args) =>
      this.#call('compose.send', args, () => {
        this.#known(args[1]);
        return this.#once(args[3], () => this.#sent());
      }),
    replyOptions: (...args) =>
      this.#call('compose.replyOptions', args, () => ({
        interaction: this.#known(args[1]).number,
        templateOnly: false,
        reasons: [],
        notes: [],
        templates: [],
      })),
    preflightReply: (...args) =>
      this.#call('compose.preflightReply', args, () => this.#known(args[1]) && this.preflight),
    reply: (...args) =>
      this.#call('compose.reply', args, () => {
        this.#known(args[1]);
        return this.#once(args[3], () => this.#sent());
      }),
    validateRecipient: (...args) =>
      this.#call('compose.validateRecipient', args, () => ({
        valid: true,
        recipientId: '+12025550143',
        derivation,
        owner: null,
        users: [{ id: 'u-ana', name: 'Ana Souza' }],
      })),
  };

  readonly reconciliations: Messaging['reconciliations'] = {
    list: (...args) => this.#call('reconciliations.list', args, () => ({ items: [reconciliation], nextCursor: null })),
    start: (...args) => this.#call('reconciliations.start', args, () => [reconciliation]),
  };

  readonly messages: Messaging['messages'] = {
    lookUp: (...args) =>
      this.#call('messages.lookUp', args, () => {
        if (args[1] === ids.nobody) throw new FakeError('not_found', 'message_not_found');
        return { outcome: 'found' as const, words: 'The carrier has it: the message is delivered.', message };
      }),
    resend: (...args) => this.#call('messages.resend', args, () => this.#once(args[3], () => message)),
  };

  readonly scheduled: Messaging['scheduled'] = {
    preflight: (...args) =>
      this.#call('scheduled.preflight', args, () => {
        this.#known(args[1]);
        return { sendAt: scheduledMessage.sendAt, preflight };
      }),
    schedule: (...args) =>
      this.#call('scheduled.schedule', args, () => {
        this.#known(args[1]);
        return this.#once(args[3], () => scheduledMessage);
      }),
    list: (...args) => this.#call('scheduled.list', args, () => ({ items: [scheduledMessage], nextCursor: null })),
    get: (...args) => this.#call('scheduled.get', args, () => scheduledMessage),
    update: (...args) =>
      this.#call('scheduled.update', args, () => {
        const { version } = scheduledMessage;
        if (args[2] !== version) throw new FakeError('stale', 'stale_version', { current: version });
        return { ...scheduledMessage, version: version + 1 };
      }),
    cancel: (...args) =>
      this.#call('scheduled.cancel', args, () => ({ ...scheduledMessage, state: 'canceled' as const })),
  };

  readonly history: Messaging['history'] = {
    ofInteraction: (...args) => this.#call('history.ofInteraction', args, () => this.#known(args[1]) && story),
    ofMessage: (...args) =>
      this.#call('history.ofMessage', args, () => {
        if (args[1] === ids.nobody) throw new FakeError('not_found', 'message_not_found');
        return story;
      }),
  };

  readonly attachments: Messaging['attachments'] = {
    upload: (...args) =>
      this.#call('attachments.upload', args, () => ({
        ...attachment,
        fileName: args[1].fileName,
        size: args[1].content.byteLength,
      })),
    read: (...args) =>
      this.#call('attachments.read', args, () => {
        if (args[1] !== ids.attachment) throw new FakeError('not_found', 'attachment_not_found');
        return { summary: attachment, content: new Uint8Array([1, 2, 3, 4]) };
      }),
    readBySignedToken: (...args) =>
      this.#call('attachments.readBySignedToken', args, () =>
        args[0] === 'good.token' ? { summary: attachment, content: new Uint8Array([1, 2, 3, 4]) } : null,
      ),
    maxBytes: () => this.maxBytes,
  };

  readonly notifications: Messaging['notifications'] = {
    list: (...args) => this.#call('notifications.list', args, () => ({ items: [], unread: 0, nextCursor: null })),
    markRead: (...args) => this.#call('notifications.markRead', args, () => ({ unread: 0 })),
  };

  readonly users: Messaging['users'] = {
    list: (...args) => this.#call('users.list', args, () => ({ items: this.users_, nextCursor: null })),
    get: (...args) =>
      this.#call('users.get', args, () => {
        const found = this.users_.find(({ id }) => id === args[1]);
        if (!found) throw new FakeError('not_found', 'user_not_found');
        return found;
      }),
    create: (...args) => this.#call('users.create', args, () => user(ids.customer, args[1].name, [], null)),
    update: (...args) => this.#call('users.update', args, () => user(args[1], 'Changed', [], null)),
    findByUsername: (username) =>
      this.#call(
        'users.findByUsername',
        [username],
        () => this.users_.find((one) => one.username === username) ?? null,
      ),
  };

  readonly channels: Messaging['channels'] = {
    plan: (...args) =>
      this.#call('channels.plan', args, () => ({
        channel: args[1],
        openConversations: 2,
        queuedMessages: 1,
        scheduledMessages: 0,
        consequences: ['Agents can neither start conversations on SMS nor answer in them.'],
      })),
    list: () => this.#call('channels.list', [], () => [this.#channel('sms')]),
    put: (...args) =>
      this.#call('channels.put', args, () => ({ ...this.#channel(args[1]), ...args[2], origin: 'override' as const })),
    reset: (...args) => this.#call('channels.reset', args, () => this.#channel(args[1])),
  };

  #channel(channel: string): ChannelConfiguration {
    return {
      channel,
      name: 'SMS',
      active: true,
      order: 100,
      plugins: ['sms-simulator'],
      checkActiveRecipientProfile: false,
      manualRecipientEntry: true,
      requireOptIn: false,
      consentTexts: {},
      origin: 'default',
      locked: false,
    };
  }

  readonly signIn: Messaging['signIn'] = {
    createLink: () => Promise.resolve({ token: 'ada-link-token', expiresAt: now }),
    useLink: (token) =>
      this.#call('signIn.useLink', [], () => {
        const found = this.users_.find(({ username }) => token === `${username}-link-token`);
        if (!found || this.usedLinks.has(token)) return null;
        this.usedLinks.add(token);
        return {
          sessionToken: `${found.username}-session-token`,
          expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
          user: found,
        };
      }),
    findSession: async (token) => this.#byToken(token, 'session'),
    endSession: async (token) => {
      this.ended.add(token);
    },
    createAccessToken: async () => createHash('sha256').digest('hex'),
    findAccessToken: async (token) => this.#byToken(token, 'access'),
  };

  readonly webhooks: Messaging['webhooks'] = {
    receive: (pluginId, request) =>
      this.#call('webhooks.receive', [], () => {
        this.webhookRequests.push({ ...request, pluginId });
        return pluginId === 'gone' ? { status: 503 } : this.webhookAnswer;
      }),
  };

  readonly webhookEvents: Messaging['webhookEvents'] = {
    list: (...args) => this.#call('webhookEvents.list', args, () => ({ items: [parkedEvent], nextCursor: null })),
    countParked: (...args) => this.#call('webhookEvents.countParked', args, () => 1),
    replay: (...args) => this.#call('webhookEvents.replay', args, () => parkedEvent),
    discard: (...args) =>
      this.#call('webhookEvents.discard', args, () => ({
        ...parkedEvent,
        state: 'discarded' as const,
        discardNote: args[2],
      })),
  };

  readonly consents: Messaging['consents'] = {
    ofConversation: (...args) =>
      this.#call('consents.ofConversation', args, () => {
        this.#known(args[1]);
        const { at: since, senderGroup, source, state } = optOut;
        return { senderGroup, state, code: 'recipient_opted_out', explanation: reason, since, source };
      }),
    list: (...args) => this.#call('consents.list', args, () => ({ items: [optOut], nextCursor: null })),
    lookUp: (...args) => this.#call('consents.lookUp', args, () => consentOverview),
    record: (...args) =>
      this.#call('consents.record', args, () => ({
        changed: args[1].note !== 'Again.',
        canceledMessages: 2,
        subject: consentOverview,
      })),
  };

  readonly plugins: PluginService = {
    list: (...args) => this.#call('plugins.list', args, () => [plugin]),
    get: (...args) => this.#call('plugins.get', args, () => ({ ...plugin, schema: { type: 'object' } })),
    plan: (...args) => this.#call('plugins.plan', args, () => pluginPlan),
    change: (...args) => this.#call('plugins.change', args, () => ({ plan: pluginPlan, plugin, changeId: ids.nobody })),
    schemas: (...args) =>
      this.#call('plugins.schemas', args, () => [{ package: plugin.package, schema: { type: 'object' } }]),
    nodes: (...args) =>
      this.#call('plugins.nodes', args, () => [
        {
          id: ids.nobody,
          name: 'node (1)',
          startedAt: now,
          seenAt: now,
          self: true,
          sameFile: true,
          samePlugins: true,
          settled: true,
          problems: [],
        },
      ]),
  };

  readonly audit: Messaging['audit'] = {
    record: async () => {},
    list: (...args) =>
      this.#call('audit.list', args, () => ({
        items: [
          {
            id: ids.nobody,
            at: now,
            user: null,
            action: 'channel.put',
            subject: 'sms',
            detail: { active: { to: true } },
          },
        ],
        nextCursor: null,
      })),
  };

  readonly live: Messaging['live'] = {
    subscribe: (listener) => {
      this.listeners.add(listener);
      return () => this.listeners.delete(listener);
    },
  };

  backlog(): ReturnType<Messaging['backlog']> {
    return this.#call('backlog', [], () => ({
      messages: { queued: 4, sending: 2, unknown: 1 },
      oldestDueSeconds: 1.5,
      carrierEvents: { pending: 3, parked: 1 },
      scheduledMessages: { scheduled: 6, needsAttention: 1 },
    }));
  }

  guide(): ReturnType<Messaging['guide']> {
    return this.#call('guide', [], () => [
      { situation: 'B1', interaction: 'IMS0000002', title: 'A new conversation', text: 'Nobody has written yet.' },
    ]);
  }

  start(): void {}
  async stop(): Promise<void> {}
}
