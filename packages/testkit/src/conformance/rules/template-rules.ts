import type { MessageTemplate, OutboundMessage, Sender } from '@hailpoint/kernel';
import { isObject, isText, shown } from '../answer-faults.js';
import { broken } from '../broken-rule-error.js';
import type { ConformanceRule } from '../conformance-rule.js';
import { describeSettled } from '../describe-settled.js';
import type { Trial } from '../trial.js';

/** Where a variable stands. */
const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;

const appliesTo = ({ provider }: Trial) => provider.templates !== undefined;

/** Texts that the carrier has approved. */
export const templateRules: readonly ConformanceRule<Trial>[] = [
  {
    id: 'templates_are_well_formed',
    sentence: 'Every template has an id of its own, and declares just the variables that stand in its body.',
    advice:
      'Give every template of `templates()` an id, a name, a language and a body, and list in `variables` each `{{variable}}` of the body once, and no other. `senderIds` names ids of `senders()`.',
    appliesTo,
    check({ provider }) {
      const templates = templatesOf(provider.templates?.());
      const senderIds = new Set(provider.senders().map(({ id }) => id));
      for (const [index, template] of templates.entries()) {
        const fault = templateFault(template, senderIds);
        if (fault !== null) broken(`Template ${index} of templates(): ${fault}`);
      }
      if (new Set(templates.map(({ id }) => id)).size < templates.length) broken('Two templates have the same id.');
      if (JSON.stringify(provider.templates?.()) !== JSON.stringify(templates))
        broken('templates() differs from call to call.');
    },
  },
  {
    id: 'template_is_sent_as_itself',
    sentence:
      'A message with a template goes out as this template with what was filled in, or is `rejected`; never as free text.',
    advice:
      'Name the template and its values in the request, and answer `rejected` when there is no such template any more. `carrier.templateOf` of the subject reads which one a request names.',
    appliesTo,
    async check(trial) {
      const senders = trial.provider.senders();
      for (const template of templatesOf(trial.provider.templates?.())) {
        const message = trial.message(filledIn(template, senders));
        await requireTemplate(trial, message, `the template ${shown(template.id)}`);
      }
      const unknown = { id: 'conformance-template-of-nobody', language: 'en', variables: {} };
      await requireTemplate(trial, trial.message({ template: unknown }), 'a template that is not in templates()');
    },
  },
];

async function requireTemplate(trial: Trial, message: OutboundMessage, what: string): Promise<void> {
  const { templateOf } = trial.subject.carrier;
  if (templateOf === undefined) broken('The subject has no carrier.templateOf, but the provider has templates.');
  trial.carrier.say({ kind: 'accept' });
  const sent = await trial.send(message);
  const { requests } = trial.carrier;
  for (const request of requests) {
    const named = templateOf(request);
    if (named === null) broken(`With ${what}, a request names no template.`);
    if (named !== message.template?.id) broken(`With ${what}, a request names the template ${shown(named)}.`);
    const text = `${request.path} ${request.body}`;
    for (const [name, value] of Object.entries(message.template.variables)) {
      if (!text.includes(value)) broken(`With ${what}, a request is without the value of {{${name}}}.`);
    }
  }
  const outcome = sent.kind === 'answered' ? sent.value.outcome : null;
  const isRight = requests.length === 0 ? outcome === 'rejected' : requests.length === 1 && outcome === 'accepted';
  if (!isRight) broken(`With ${what}, ${describeSettled(sent)}, after ${requests.length} requests.`);
}

/** The template with a value for each variable that can be found again in a request, as the core hands it over. */
function filledIn(
  { id, language, body, variables, senderIds }: MessageTemplate,
  senders: readonly Sender[],
): Partial<OutboundMessage> {
  const values = Object.fromEntries(
    variables.map(({ name, maxLength }, index) => [name, `q${index}z7value`.slice(0, maxLength)]),
  );
  const sender = senders.find((each) => senderIds === undefined || senderIds.includes(each.id));
  return {
    body: body.replace(placeholder, (_, name: string) => values[name] ?? ''),
    template: { id, language, variables: values },
    ...(sender !== undefined && { sender }),
  };
}

function templatesOf(templates: unknown): readonly MessageTemplate[] {
  return Array.isArray(templates) ? templates : broken(`templates() answered ${shown(templates)}, and no list.`);
}

function templateFault(template: MessageTemplate, known: ReadonlySet<string>): string | null {
  if (!isObject(template)) return `it is ${shown(template)}, and no template.`;
  const { id, name, language, body, variables, senderIds, maxLength } = template as MessageTemplate;
  for (const [field, value] of Object.entries({ id, name, language, body })) {
    if (!isText(value)) return `its ${field} is ${shown(value)}, and no text.`;
  }
  if (!Array.isArray(variables)) return `its variables are ${shown(variables)}, and no list; an empty one is fine.`;
  const fault = variablesFault(body, variables);
  if (fault !== null) return fault;
  if (maxLength !== undefined && !isCount(maxLength)) return 'its maxLength is not a whole number above 0.';
  if (senderIds === undefined) return null;
  if (!Array.isArray(senderIds) || senderIds.length === 0)
    return 'its senderIds name nobody: leave them out when every sender may send it.';
  const stranger = senderIds.find((each) => !known.has(each));
  return stranger === undefined ? null : `its senderIds name ${shown(stranger)}, which senders() does not have.`;
}

function variablesFault(body: string, variables: MessageTemplate['variables']): string | null {
  const standing = new Set([...body.matchAll(placeholder)].map(([, name = '']) => name));
  const declared = variables.map((variable) => variable?.name);
  if (new Set(declared).size < declared.length) return 'its variables name one twice.';
  for (const name of declared) {
    if (!standing.has(name)) return `its variables name ${shown(name)}, which does not stand in the body.`;
  }
  for (const name of standing) {
    if (!declared.includes(name)) return `{{${name}}} stands in its body, and not in its variables.`;
  }
  const limited = variables.find(({ maxLength }) => maxLength !== undefined && !isCount(maxLength));
  return limited === undefined ? null : `the maxLength of {{${limited.name}}} is not a whole number above 0.`;
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value > 0;
}
