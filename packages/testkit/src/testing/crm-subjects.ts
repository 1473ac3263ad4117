// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import {
  type Availability,
  type AvailabilityPolicy,
  type AvailabilitySituation,
  type CallContext,
  type ConversationPlan,
  type ConversationPolicy,
  type ConversationSituation,
  definePlugin,
  type ExtensionPoint,
  type HostServices,
  type HttpRequest,
  type PluginDefinition,
  type RecipientCandidate,
  type RecipientValidator,
  type RecipientVerdict,
  type SelectableSender,
  type SenderChoice,
  type SenderSelector,
  type SenderSituation,
  type TableRecord,
  type UserDocument,
  type UserDocumentResolver,
  type VirtualAgent,
  type VirtualAgentAnswer,
  type VirtualAgentTurn,
} from '@hailpoint/kernel';
import type {
  AvailabilityPolicySubject,
  FakeHttpAnswer,
  PluginSubject,
  RecipientValidatorSubject,
  SenderSelectorSubject,
  UserDocumentResolverSubject,
  VirtualAgentSubject,
} from '../index.js';

export interface CrmConfig {
  readonly key: string;
}

export type Services = HostServices<CrmConfig>;

/** Without anything of the request: the CRM's own words may repeat it. */
export class CrmError extends Error {
  override readonly name = 'CrmError';
  readonly code = 'crm';
}

/** What the made-up CRM knows under a name; `null`: nothing. Contributions that keep every rule ask it; those that break one are made of them. */
export class CrmContribution {
  constructor(protected readonly services: Services) {}

  protected async ask(name: unknown, signal?: AbortSignal): Promise<Readonly<Record<string, string>> | null> {
    if (typeof name !== 'string' || !/^[a-z]{1,20}$/.test(name)) return null;
    const { http, config } = this.services;
    let response: Awaited<ReturnType<typeof http.request>>;
    try {
      const headers = { authorization: `Bearer ${config.key}` };
      response = await http.request({ url: `https://crm.example/${name}`, headers, ...(signal && { signal }) });
    } catch {
      throw new CrmError('The CRM did not answer.');
    }
    if (response.status === 404) return null;
    if (response.status !== 200) throw new CrmError(`The CRM answered ${response.status}.`);
    try {
      return response.json() as Record<string, string>;
    } catch {
      throw new CrmError('The CRM gave an answer that cannot be read.');
    }
  }
}

const known = new Map<string, FakeHttpAnswer>(
  Object.entries({
    ada: { body: { name: 'Ada', number: '+12025550143' } },
    ben: { body: { name: 'Ben', number: '+12025550144' } },
    closed: { body: { reason: 'The office is closed until nine.', until: '2026-01-05T09:00:00.000Z' } },
    hours: { body: { text: 'From nine to five.' } },
    us: { body: { sender: 'support-us' } },
    gb: { body: { sender: 'support-uk' } },
  }),
);

const surroundings: Omit<PluginSubject, 'plugin'> = {
  http: ({ url }: HttpRequest) => known.get(new URL(url).pathname.slice(1)) ?? { status: 404 },
  secrets: ['key-of-the-crm'],
};

/** A plugin with one contribution. */
export function crmPlugin<C extends object>(
  point: ExtensionPoint<C>,
  Contribution: new (services: Services) => C,
): PluginSubject['plugin'] {
  const definition = definePlugin<CrmConfig>({
    id: 'crm',
    config: { type: 'object', properties: { key: { type: 'string', writeOnly: true } }, required: ['key'] },
    register: ({ contribute }) =>
      contribute(point, (services: Services) => new Contribution(services), { name: 'Crm' }),
  }) as PluginDefinition;
  return { definition, config: { key: '${CRM_KEY}' }, environment: { CRM_KEY: 'key-of-the-crm' } };
}

export class CrmResolver extends CrmContribution implements UserDocumentResolver {
  isValidForTableRecord({ table }: TableRecord): boolean {
    return table === 'interaction';
  }

  async getUserDocument(record: TableRecord, context: CallContext): Promise<UserDocument | null> {
    const id = record.fields['customer'];
    const found = await this.ask(id, context.signal);
    if (found === null) return null;
    const { name = '', number = '' } = found;
    return {
      person: { source: 'crm', id: String(id), name },
      addresses: [{ kind: 'phone', value: number, label: 'Mobile', country: 'US' }],
      explanation: 'The customer of the record.',
    };
  }
}

const record = (customer: string): TableRecord => ({
  table: 'interaction',
  id: 'record-1',
  number: 'IMS0000001',
  fields: { customer },
});

export const resolverSubject: Omit<UserDocumentResolverSubject, 'plugin'> = {
  ...surroundings,
  records: [record('ada'), record('ben')],
};

export class CrmValidator extends CrmContribution implements RecipientValidator {
  isValidForChannel(channel: string): boolean {
    return channel === 'chat';
  }

  async validateRecipient({ value, derivation }: RecipientCandidate, context: CallContext): Promise<RecipientVerdict> {
    const name = value.trim().toLowerCase();
    if ((await this.ask(name, context.signal)) === null)
      return { valid: false, code: 'unknown_name', reason: 'Nobody has this name. Check it with the customer.' };
    const asWritten = { rule: 'as_written', sources: [], explanation: 'A name of the chat.' } as const;
    return { valid: true, recipientId: name, derivation: derivation ?? asWritten };
  }
}

const candidate = (value: string): RecipientCandidate => ({
  channel: 'chat',
  value,
  origin: 'record',
  personCountries: [{ source: 'user', country: 'US' }],
  fallbackCountries: [],
});

export const validatorSubject: Omit<RecipientValidatorSubject, 'plugin'> = {
  ...surroundings,
  http: ({ url }: HttpRequest) => (/\/(adalbert|benedikt)$/.test(url) ? { body: { name: 'Ada' } } : { status: 404 }),
  valid: [candidate('Adalbert'), candidate('benedikt')],
  invalid: [candidate('stranger')],
};

export class CrmPolicy extends CrmContribution implements AvailabilityPolicy {
  isValidForChannel(channel: string): boolean {
    return channel === 'sms';
  }

  async isChannelAvailable(situation: AvailabilitySituation, context: CallContext): Promise<Availability> {
    const closed = await this.ask('closed', context.signal);
    const until = new Date(closed?.['until'] ?? 0);
    if (closed === null || situation.at.getTime() >= until.getTime()) return { available: true };
    return { available: false, code: 'office_closed', reason: closed['reason'] ?? '', until };
  }
}

const situation = (at: string): AvailabilitySituation => ({
  channel: 'sms',
  at: new Date(at),
  sender: { id: 'support', address: '+12025550100' },
  recipientId: '+12025550143',
  person: { reference: { source: 'crm', id: 'ada' }, country: 'US' },
  countries: [{ source: 'user', country: 'US' }],
  lastInboundAt: null,
  template: null,
});

export const policySubject: Omit<AvailabilityPolicySubject, 'plugin'> = {
  ...surroundings,
  available: [situation('2026-01-05T12:00:00Z')],
  unavailable: [situation('2026-01-05T04:00:00Z'), situation('2026-01-05T05:00:00Z')],
};

export class CrmConversationPolicy extends CrmContribution implements ConversationPolicy {
  decide({ person, profile, conversation }: ConversationSituation): ConversationPlan | null {
    const isOthers = person !== null && profile !== null && profile.person !== null && profile.person !== person;
    const running = conversation === null ? [] : [{ id: conversation.id, number: conversation.number }];
    if (conversation !== null && !isOthers && !conversation.virtualAgent) {
      const explanation = `The message is added to ${conversation.number}.`;
      const { id } = conversation;
      const base = { workflow: 'appended', profile: 'ensure', confirmations: [], explanation } as const;
      return { action: 'append', row: 'append', conversation: id, assign: false, ...base };
    }
    return {
      action: 'create',
      row: isOthers ? 'others' : 'new',
      workflow: 'created',
      closes: running.map((each) => ({ ...each, reason: 'agent_ended' })),
      profile: isOthers ? 'replace' : 'ensure',
      confirmations: isOthers ? ['recipient_reassignment'] : [],
      explanation: 'A new conversation is started.',
    };
  }
}

export const conversationPolicySubject: Omit<PluginSubject, 'plugin'> = surroundings;

export class CrmVirtualAgent extends CrmContribution implements VirtualAgent {
  isValidForChannel(channel: string): boolean {
    return channel === 'sms';
  }

  async respond({ message, state }: VirtualAgentTurn, context: CallContext): Promise<VirtualAgentAnswer | null> {
    const turn = Number.isSafeInteger(state) ? (state as number) : 0;
    const found = await this.ask(message.body, context.signal);
    if (found === null && turn > 1)
      return {
        replies: ['One of us will answer you.'],
        state: turn,
        handOff: { reason: 'Asks about something else.' },
      };
    return { replies: [found?.['text'] ?? 'Hello! Write "hours".'], state: turn + 1 };
  }

  stopped(): void {}
}

export const virtualAgentSubject: Omit<VirtualAgentSubject, 'plugin'> = {
  ...surroundings,
  dialogues: [['hello', 'hours', 'thanks'], ['hours']],
};

export class CrmSelector extends CrmContribution implements SenderSelector {
  isValidForChannel(channel: string): boolean {
    return channel === 'sms';
  }

  async selectSender({ recipient, senders }: SenderSituation, context: CallContext): Promise<SenderChoice | null> {
    const found = await this.ask(recipient.country?.toLowerCase(), context.signal);
    const sender = senders.find(({ id }) => id === found?.['sender']);
    return sender ? { senderId: sender.id, code: 'crm_country', reason: 'The sender for this country.' } : null;
  }
}

const sender = (id: string, address: string, country: string): SelectableSender => ({
  id,
  address,
  name: `Support ${country}`,
  country,
  group: 'default',
  plugin: 'carrier',
  health: { circuit: 'closed', failuresInARow: 0, waitMs: 0 },
});

const composed = (recipientId: string, country: string): SenderSituation => ({
  channel: 'sms',
  at: new Date('2026-01-05T12:00:00Z'),
  recipient: { recipientId, country },
  person: { reference: { source: 'crm', id: 'ada' }, country },
  senders: [sender('support-us', '+12025550100', 'US'), sender('support-uk', '+442079460100', 'GB')],
  running: null,
  lastUsed: null,
});

export const selectorSubject: Omit<SenderSelectorSubject, 'plugin'> = {
  ...surroundings,
  situations: [composed('+12025550143', 'US'), composed('+447700900123', 'GB')],
};
