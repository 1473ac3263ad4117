import { describe, expect, test } from '@jest/globals';
import { placeholderFault, placeholdersOf } from './template-placeholders.js';
import { WhatsAppTemplateConfig } from './whatsapp-cloud-config.js';
import { templatePayload, toMessageTemplate } from './whatsapp-templates.js';

const config = (change: Partial<WhatsAppTemplateConfig>) =>
  Object.assign(new WhatsAppTemplateConfig(), { name: 'reminder', language: 'en_US', body: 'Hello', ...change });

describe('variables in the body of a template', () => {
  test.each([
    ['Hello', [], null],
    ['Hello {{1}}, see you on {{2}}.', ['1', '2'], null],
    ['{{2}} before {{1}}, and {{2}} again', ['2', '1'], null],
    ['Hello {{customer_name}}', ['customer_name'], null],
    ['Hello {{ customer_name }}', ['customer_name'], null],
    ['Hello {{1}} and {{3}}', ['1', '3'], /no \{\{2\}\}/],
    ['Hello {{0}}', ['0'], /neither numbers/],
    ['Hello {{Name}}', ['Name'], /lower case/],
    ['Hello {{}}', [''], /neither numbers/],
    ['Hello {{1}} {{name}}', ['1', 'name'], /mixes/],
    ['Hello {{1}', [], /braces/],
    ['Hello 1}}', [], /braces/],
  ])('%s', (body, names, fault) => {
    expect(placeholdersOf(body)).toEqual(names);
    if (fault === null) expect(placeholderFault(body)).toBeNull();
    else expect(placeholderFault(body)).toMatch(fault);
  });
});

describe('a template of the configuration', () => {
  test('is what agents see: header, body and footer, and its variables with what is known of them', () => {
    const template = config({
      label: 'Reminder of an appointment',
      header: 'Your appointment',
      body: 'Hello {{ 2 }}, see you on {{1}}.',
      footer: 'Acme',
      variables: [{ name: '2', label: 'Name', example: 'Ana', maxLength: 40 }],
      senders: ['support'],
    });
    expect(toMessageTemplate(template)).toEqual({
      id: 'reminder:en_US',
      name: 'Reminder of an appointment',
      language: 'en_US',
      body: 'Your appointment\n\nHello {{2}}, see you on {{1}}.\n\nAcme',
      variables: [{ name: '1' }, { name: '2', label: 'Name', example: 'Ana', maxLength: 40 }],
      senderIds: ['support'],
      maxLength: 1024 + 'Your appointment'.length + 'Acme'.length + 4,
    });
  });

  test('goes to Meta with numbered variables by their place, and named ones by name', () => {
    const outbound = { id: 'reminder:en_US', language: 'en_US' };
    const numbered = config({ body: '{{2}} and {{1}}' });
    expect(templatePayload(numbered, { ...outbound, variables: { '2': 'second', '1': 'first' } })).toEqual({
      name: 'reminder',
      language: { code: 'en_US' },
      components: [
        {
          type: 'body',
          parameters: [
            { type: 'text', text: 'first' },
            { type: 'text', text: 'second' },
          ],
        },
      ],
    });
    const named = config({ body: 'Hello {{customer_name}}' });
    expect(templatePayload(named, { ...outbound, variables: { customer_name: 'Ana' } })).toMatchObject({
      components: [{ parameters: [{ type: 'text', parameter_name: 'customer_name', text: 'Ana' }] }],
    });
    expect(templatePayload(config({}), { ...outbound, variables: {} })).toEqual({
      name: 'reminder',
      language: { code: 'en_US' },
    });
  });
});
