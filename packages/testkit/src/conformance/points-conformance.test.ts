import { AvailabilityPolicy, definePlugin, type PluginDefinition } from '@hailpoint/kernel';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  conversationPolicyBreakers,
  leaked,
  policyBreakers,
  resolverBreakers,
  selectorBreakers,
  validatorBreakers,
  virtualAgentBreakers,
} from '../testing/crm-rule-breakers.js';
import { CrmPolicy, crmPlugin, policySubject } from '../testing/crm-subjects.js';
import { type AvailabilityPolicySubject, availabilityPolicyConformance } from './availability-policy-conformance.js';
import type { Conformance } from './conformance.js';
import type { ConformanceReport, RuleResult } from './conformance-report.js';

afterEach(() => {
  for (const each of leaked.splice(0)) clearInterval(each);
});

const failed = ({ rules }: ConformanceReport) => rules.filter(({ passed }) => !passed);

/** A hundred starts take most of the time, and say the same of all but one. */
async function checkFor(broken: string, { rules, report }: Conformance): Promise<ConformanceReport> {
  const results = new Map<string, RuleResult | null>();
  for (const { id, check } of rules) {
    if (id !== 'start_and_stop_leave_nothing' || id === broken) results.set(id, await check());
  }
  return report(results);
}

test('of a plugin that does not start, every rule says why', async () => {
  const { rules } = resolverBreakers.conformance(
    class {
      constructor() {
        throw new RangeError('there is no CRM');
      }
    } as never,
  );
  expect(await rules[0]?.check()).toMatchObject({
    passed: false,
    whyNot: expect.stringMatching(/^Nothing could be tried\. TestHostError: [\s\S]*there is no CRM[\s\S]*fix: /),
  });
});

describe('a plugin with two contributions to the point', () => {
  const { definition } = crmPlugin(AvailabilityPolicy, CrmPolicy);
  const two = definePlugin({
    ...definition,
    register({ contribute }) {
      for (const name of ['Office', 'Holidays'])
        contribute(AvailabilityPolicy, (services) => new CrmPolicy(services as never), { name });
    },
  }) as PluginDefinition;
  const plugin = { ...crmPlugin(AvailabilityPolicy, CrmPolicy), definition: two };
  const firstOf = (subject: AvailabilityPolicySubject) => availabilityPolicyConformance(subject).rules[0]?.check();

  test('the subject must say which', async () => {
    const whyNot = expect.stringContaining(
      'must name one contribution to "availability-policy" of the plugin; it has: Holidays, Office.',
    );
    expect(await firstOf({ ...policySubject, plugin })).toMatchObject({ passed: false, whyNot });
    expect(await firstOf({ ...policySubject, plugin, contribution: 'Lunch' })).toMatchObject({ passed: false, whyNot });
  });

  test('the named one is checked', async () => {
    expect(await firstOf({ ...policySubject, plugin, contribution: 'Office' })).toMatchObject({ passed: true });
  });
});

describe.each([
  ['user-document-resolver', resolverBreakers],
  ['recipient-validator', validatorBreakers],
  ['availability-policy', policyBreakers],
  ['conversation-policy', conversationPolicyBreakers],
  ['virtual-agent', virtualAgentBreakers],
  ['sender-selector', selectorBreakers],
])('%s', (point, { conformance, keepsAll, breakers }) => {
  const of = (Contribution: unknown) => conformance(Contribution as never);

  test('one that keeps every rule passes', async () => {
    const report = await of(keepsAll).run();
    expect(failed(report)).toEqual([]);
    expect(report).toMatchObject({ extensionPoint: point, version: 1, contribution: 'Crm', passed: true });
  });

  test('there is one that breaks each rule', () => {
    expect(Object.keys(breakers).sort()).toEqual(
      of(keepsAll)
        .rules.map(({ id }) => id)
        .sort(),
    );
  });

  test.each(Object.entries(breakers))(
    '%s: only this one fails, and says what to do',
    async (rule, [whyNot, Contribution]) => {
      const report = await checkFor(rule, of(Contribution));
      expect(failed(report)).toEqual([expect.objectContaining({ rule, whyNot: expect.stringMatching(whyNot) })]);
      expect(report.passed).toBe(false);
    },
  );
});
