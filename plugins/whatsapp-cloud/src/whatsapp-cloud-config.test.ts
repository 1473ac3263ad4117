// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import { createTestHost, TestHostError } from '@hailpoint/testkit';
import { describe, expect, test } from '@jest/globals';
import whatsAppCloud from './index.js';

const secrets = { accessToken: '${TOKEN}', appSecret: '${SECRET}', verifyToken: '${VERIFY}' };
const sender = { phoneNumberId: '106540352242922', address: '+12025550100', name: 'Support' };
const template = { name: 'reminder', language: 'en_US', body: 'Hello {{1}}' };
const complete = { ...secrets, senders: [sender] };

/** As an installation reads it: what is wrong with it, or nothing. */
async function problem(config: object): Promise<string | null> {
  const environment = { TOKEN: 'token', SECRET: 'secret', VERIFY: 'text' };
  try {
    const host = await createTestHost({
      plugins: [whatsAppCloud],
      config: { 'whatsapp-cloud': config },
      environment,
    });
    await host.stop();
    return null;
  } catch (error) {
    if (!(error instanceof TestHostError)) throw error;
    return error.message;
  }
}

describe('configuration of whatsapp-cloud', () => {
  test.each([
    [complete],
    [{ ...complete, graphVersion: 'v25.0', apiBaseUrl: 'http://127.0.0.1:8080', pairBurst: 1 }],
    [{ ...complete, templates: [template, { ...template, language: 'pt_BR' }, { ...template, name: 'other' }] }],
    [{ ...complete, templates: [{ ...template, body: 'Hello', header: 'Acme', footer: 'Bye', label: 'Hello' }] }],
    [
      {
        ...complete,
        senders: [{ ...sender, id: 'support', country: 'US', group: 'g', pace: { segmentsPerSecond: 20 } }],
        templates: [
          {
            ...template,
            senders: ['support'],
            variables: [{ name: '1', label: 'Name', example: 'Ana', maxLength: 40 }],
          },
        ],
        marketingOptOutStopsAll: true,
      },
    ],
  ])('accepts %j', async (config) => {
    expect(await problem(config)).toBeNull();
  });

  test.each([
    [{ ...complete, senders: [] }, /senders/],
    [{ ...complete, senders: [{ ...sender, phoneNumberId: '+12025550100' }] }, /senders\[0\]\.phoneNumberId/],
    [{ ...complete, senders: [{ ...sender, address: '2025550100' }] }, /senders\[0\]\.address/],
    [{ ...complete, senders: [sender, { ...sender, phoneNumberId: '106540352242923' }] }, /different addresses/],
    [{ ...complete, senders: [sender, { ...sender, address: '+12025550101' }] }, /different phone number ids/],
    [{ ...complete, accessToken: 'written-down' }, /accessToken/],
    [{ ...complete, verifyToken: undefined }, /verifyToken/],
    [{ ...complete, templates: [template, template] }, /templates must NOT have duplicate items/],
    [{ ...complete, templates: [template, { ...template, body: 'Bye {{1}}' }] }, /once in each language/],
    [{ ...complete, templates: [{ ...template, name: 'Reminder' }] }, /templates\[0\]\.name/],
    [{ ...complete, templates: [{ ...template, language: 'English' }] }, /templates\[0\]\.language/],
    [{ ...complete, templates: [{ ...template, body: 'Hello {{1}} {{3}}' }] }, /no \{\{2\}\}/],
    [{ ...complete, templates: [{ ...template, body: 'Hello {{1}} {{name}}' }] }, /mixes/],
    [{ ...complete, templates: [{ ...template, body: '' }] }, /body/],
    [{ ...complete, templates: [{ ...template, header: 'Hello {{1}}' }] }, /templates\[0\]\.header/],
    [{ ...complete, templates: [{ ...template, variables: [{ name: '2' }] }] }, /body does not have: 2/],
    [
      { ...complete, templates: [{ ...template, variables: [{ name: '1' }, { name: '1', label: 'Name' }] }] },
      /different names/,
    ],
    [{ ...complete, templates: [{ ...template, senders: ['sales'] }] }, /not in senders: sales/],
    [{ ...complete, templates: [{ ...template, senders: [] }] }, /senders/],
    [{ ...complete, graphVersion: '24' }, /graphVersion/],
    [{ ...complete, pairBurst: 46 }, /pairBurst/],
    [{ ...complete, apiBaseUrl: 'ftp://127.0.0.1' }, /apiBaseUrl/],
    [{ ...complete, phoneNumber: '1' }, /phoneNumber/],
  ])('refuses %j', async (config, message) => {
    expect(await problem(config)).toMatch(message);
  });
});
