import type {
  CallContext,
  ChannelCapabilities,
  HttpResponse,
  MessageTemplate,
  OutboundMessage,
  OutboundTemplate,
  PluginDefinition,
  SendOutcome,
} from '@hailpoint/kernel';
import { describe, expect, test } from '@jest/globals';
import { type AcmeConfig, AcmeSmsProvider, acmePlugin } from '../testing/acme-sms.js';
import { acme } from '../testing/acme-sms-subject.js';
import { ruleBreakers } from '../testing/rule-breakers.js';
import { channelProviderConformance, describeChannelProvider } from './channel-provider-conformance.js';
import type { CarrierConnection, ChannelProviderSubject } from './channel-provider-subject.js';

/** The carrier of the example with another provider, or with another plugin. */
function withProvider(Provider: typeof AcmeSmsProvider): ChannelProviderSubject {
  const secrets = { apiKey: 'key-of-acme', webhookSecret: 'secret-of-acme' };
  const provider = ({ url, http }: CarrierConnection) =>
    new Provider({ config: { apiBaseUrl: url, ...secrets }, http } as never);
  return { ...acme, provider, plugin: undefined };
}

function withPlugin(definition: PluginDefinition<AcmeConfig>): ChannelProviderSubject {
  return { ...acme, plugin: (carrier) => ({ ...acme.plugin?.(carrier), definition }), provider: undefined };
}

/** Handles of a plugin that undoes nothing, for the test to undo. */
const leaked: NodeJS.Timeout[] = [];
const leaking = acmePlugin(AcmeSmsProvider, ({ lifecycle }) =>
  lifecycle.onStart(() => void leaked.push(setInterval(() => {}, 60_000))),
);

describeChannelProvider('acme-sms', acme);

describe('a provider that breaks a rule', () => {
  test.each(Object.entries(ruleBreakers))(
    '%s: only this one fails, and says what to do',
    async (id, { whyNot, Provider }) => {
      const report = await channelProviderConformance(withProvider(Provider)).run();
      const failed = report.rules.filter(({ passed }) => !passed);
      expect(failed).toEqual([expect.objectContaining({ rule: id, whyNot: expect.stringMatching(whyNot) })]);
      expect(report.passed).toBe(false);
    },
  );

  test('start_and_stop_leave_nothing: only this one fails, and says what to do', async () => {
    const { rules } = await channelProviderConformance(withPlugin(leaking)).run();
    for (const each of leaked) clearInterval(each);
    const whyNot = expect.stringMatching(/more of: Timeout \(\d+\).* Undo in `lifecycle.onStop`/);
    expect(rules.filter(({ passed }) => !passed)).toEqual([
      expect.objectContaining({ rule: 'start_and_stop_leave_nothing', whyNot }),
    ]);
  });

  test('a secret is seen in the credentials of a request, too', async () => {
    class WithRequest extends AcmeSmsProvider {
      protected override async post(): Promise<HttpResponse> {
        const credentials = Buffer.from('acme:key-of-acme').toString('base64');
        throw Object.assign(new Error('Acme failed.'), {
          request: { headers: { authorization: `Basic ${credentials}` } },
        });
      }
    }
    const { rules } = channelProviderConformance(withProvider(WithRequest));
    const result = await rules.find(({ id }) => id === 'secrets_stay_secret')?.check();
    expect(result).toMatchObject({ passed: false, whyNot: expect.stringContaining('A secret can be read') });
  });

  test.each<[string, Partial<MessageTemplate>, RegExp]>([
    ['a variable that is not declared', { variables: [{ name: 'name' }] }, /\{\{day\}\} stands in its body, and not/],
    ['a variable that stands nowhere', { body: 'Hello {{name}}' }, /name "day", which does not stand in the body/],
    ['a variable that is declared twice', { variables: [{ name: 'day' }, { name: 'day' }] }, /name one twice/],
    ['a sender of others', { senderIds: ['support', 'sales'] }, /name "sales", which senders\(\) does not have/],
    ['no sender at all', { senderIds: [] }, /name nobody/],
    ['no language', { language: '' }, /its language is "", and no text/],
    ['no length', { maxLength: 0 }, /its maxLength is not a whole number above 0/],
  ])('a template with %s is told', async (_, change, whyNot) => {
    class WithTemplate extends AcmeSmsProvider {
      override templates(): readonly MessageTemplate[] {
        return super.templates().map((template) => ({ ...template, ...change }));
      }
    }
    const { rules } = channelProviderConformance(withProvider(WithTemplate));
    const result = await rules.find(({ id }) => id === 'templates_are_well_formed')?.check();
    expect(result).toMatchObject({ passed: false, whyNot: expect.stringMatching(whyNot) });
  });

  test.each<[string, (template: OutboundTemplate) => OutboundTemplate | undefined, RegExp]>([
    [
      'of a template that there is not, free text',
      (template) => (template.id === 'reminder' ? template : undefined),
      /With a template that is not in templates\(\), a request names no template/,
    ],
    [
      'without what was filled in',
      (template) => ({ ...template, variables: { name: template.variables['name'] ?? '' } }),
      /With the template "reminder", a request is without the value of \{\{day\}\}/,
    ],
    ['as another template', (template) => ({ ...template, id: 'offer' }), /a request names the template "offer"/],
  ])('what is sent %s is told', async (_, change, whyNot) => {
    class WithTemplate extends AcmeSmsProvider {
      override async send({ template, ...message }: OutboundMessage, { signal }: CallContext): Promise<SendOutcome> {
        const changed = template && change(template);
        const sent = { ...message, ...(changed && { template: changed }) };
        return this.outcomeOf(await this.post(sent, signal), sent);
      }
    }
    const { rules } = channelProviderConformance(withProvider(WithTemplate));
    const result = await rules.find(({ id }) => id === 'template_is_sent_as_itself')?.check();
    expect(result).toMatchObject({ passed: false, whyNot: expect.stringMatching(whyNot) });
  });

  test('there is one for every rule', () => {
    const ids = channelProviderConformance(acme).rules.map(({ id }) => id);
    expect([...Object.keys(ruleBreakers), 'start_and_stop_leave_nothing'].sort()).toEqual([...ids].sort());
  });
});

describe('what is declared decides which rules there are', () => {
  test('a provider that only sends texts, made without a plugin', async () => {
    class TextOnly extends AcmeSmsProvider {
      override get capabilities(): ChannelCapabilities {
        return { addressKind: 'phone', text: { maxLength: 100, encoding: 'sms' }, receipts: [], inbound: false };
      }
    }
    for (const name of ['templates', 'lookUp', 'listHistory', 'fetchMedia'])
      Object.defineProperty(TextOnly.prototype, name, { value: undefined });
    const { webhooks: _, ...subject } = withProvider(TextOnly);
    const report = await channelProviderConformance(subject as ChannelProviderSubject).run();
    expect(report.rules.filter(({ passed }) => !passed)).toEqual([]);
    expect(report.notDeclared).toEqual([
      'media_goes_out',
      'templates_are_well_formed',
      'template_is_sent_as_itself',
      'look_up_honours_abort',
      'look_up_finds',
      'look_up_tells_absence',
      'look_up_does_not_guess',
      'right_signature_is_verified',
      'missing_signature_is_refused',
      'wrong_signature_is_refused',
      'parse_refuses_by_name',
      'parse_makes_nothing_up',
      'parse_is_pure',
      'receipts_say_declared_states',
      'inbound_says_who_wrote_what',
      'event_ids_tell_events_apart',
      'inbound_media_is_named',
      'fetch_media_gives_the_bytes',
      'fetch_media_makes_nothing_up',
      'fetch_media_stays_with_the_carrier',
      'fetch_media_honours_abort',
      'history_tells_both_directions',
      'history_has_every_page',
      'history_does_not_guess',
      'history_honours_abort',
      'start_and_stop_leave_nothing',
    ]);
  });

  test('what is declared but not described is told', async () => {
    const { webhooks: _, ...rest } = acme;
    const { rules } = channelProviderConformance(rest as ChannelProviderSubject);
    const result = await rules.find(({ id }) => id === 'parse_is_pure')?.check();
    expect(result).toMatchObject({ passed: false, whyNot: expect.stringContaining('The subject has no webhooks') });

    const { lookedUp: _lookedUp, ...carrier } = acme.carrier;
    const looking = channelProviderConformance({ ...acme, carrier });
    const found = await looking.rules.find(({ id }) => id === 'look_up_finds')?.check();
    expect(found).toMatchObject({ passed: false, whyNot: expect.stringContaining('has no carrier.lookedUp') });
  });
});
