// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import { generateKeyPairSync } from 'node:crypto';
import { readConfiguration } from '@hailpoint/testkit';
import { describe, expect, test } from '@jest/globals';
import { SmsVonageConfig } from './sms-vonage-config.js';

const pem = { type: 'pkcs8', format: 'pem' } as const;
const publicPem = { type: 'spki', format: 'pem' } as const;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: pem, publicKeyEncoding: publicPem });
const other = generateKeyPairSync('ed25519', { privateKeyEncoding: pem, publicKeyEncoding: publicPem });

const environment = {
  KEY: rsa.privateKey,
  KEY_IN_ONE_LINE: rsa.privateKey.replaceAll('\n', '\\n'),
  PUBLIC_KEY: rsa.publicKey,
  OTHER_KEY: other.privateKey,
  BROKEN_KEY: rsa.privateKey.slice(0, 200),
  SECRET: 'signature-secret',
};

const read = (raw: unknown) =>
  readConfiguration<SmsVonageConfig>({ raw, environment, plugin: 'sms-vonage' }, SmsVonageConfig);

/** Paths of what is wrong, as an administrator reads them. */
async function wrongPaths(raw: unknown): Promise<string[]> {
  try {
    await read(raw);
    return [];
  } catch (error) {
    const said = `${(error as Error).stack} ${JSON.stringify(error)}`;
    for (const secret of [rsa.privateKey.split('\n')[1]!, 'signature-secret']) expect(said).not.toContain(secret);
    const { problems } = error as { readonly problems: readonly { readonly path: string }[] };
    return [...new Set(problems.map(({ path }) => path))];
  }
}

const account = {
  applicationId: 'aaaaaaaa-bbbb-cccc-dddd-0123456789ab',
  privateKey: '${KEY}',
  signatureSecret: '${SECRET}',
};
const senders = [{ address: '+12025550100', name: 'Support' }];

describe('configuration of sms-vonage', () => {
  test('defaults', async () => {
    const { value, secrets } = await read({ ...account, senders });
    expect(value).toMatchObject({ vonageAnswersOptOut: false, senders });
    expect(value).toBeInstanceOf(SmsVonageConfig);
    expect(value.apiBaseUrl).toBeUndefined();
    expect(secrets).toEqual(expect.arrayContaining([rsa.privateKey, 'signature-secret']));
  });

  test.each([
    [{ ...account, senders }],
    [{ ...account, privateKey: '${KEY_IN_ONE_LINE}', senders }],
    [{ ...account, senders, apiKey: 'a1b2c3d4', vonageAnswersOptOut: true, apiBaseUrl: 'http://127.0.0.1:8080' }],
    [{ ...account, senders, apiBaseUrl: 'https://api-eu.nexmo.com' }],
    [
      {
        ...account,
        senders: [
          { ...senders[0], country: 'US', id: 'main', group: 'g' },
          { address: 'MGM Hotel', name: 'Hotel' },
          { address: '12345', name: 'Short', pace: { segmentsPerSecond: 0.5, burst: 3, queueLimit: 10_000 } },
        ],
      },
    ],
  ])('accepts %j', async (raw) => {
    expect(await wrongPaths(raw)).toEqual([]);
  });

  test.each([
    [undefined, ['config.applicationId', 'config.privateKey', 'config.senders', 'config.signatureSecret']],
    [{ ...account }, ['config.senders']],
    [{ ...account, senders: [] }, ['config.senders']],
    [{ ...account, senders: null }, ['config.senders']],
    [{ ...account, senders: 'Support' }, ['config.senders']],
    [{ ...account, senders: [null] }, ['config.senders', 'config.senders[0]']],
    [{ ...account, senders: [[]] }, ['config.senders', 'config.senders[0]']],
    [{ ...account, senders: [{}] }, ['config.senders[0].address', 'config.senders[0].name']],
    [{ ...account, senders: [{ address: '+1 202', name: 'Support' }] }, ['config.senders[0].address']],
    [{ ...account, senders: [{ ...senders[0], name: '' }] }, ['config.senders[0].name']],
    [{ ...account, senders: [{ ...senders[0], country: 'us' }] }, ['config.senders[0].country']],
    [{ ...account, senders: [{ ...senders[0], id: null }] }, ['config.senders[0].id']],
    [{ ...account, senders: [{ ...senders[0], colour: 'blue' }] }, ['config.senders[0].colour']],
    [{ ...account, senders: [...senders, ...senders] }, ['config.senders']],
    [{ ...account, senders: [{ ...senders[0], pace: {} }] }, ['config.senders[0].pace.segmentsPerSecond']],
    [
      { ...account, senders: [{ ...senders[0], pace: { segmentsPerSecond: 0 } }] },
      ['config.senders[0].pace.segmentsPerSecond'],
    ],
    [
      { ...account, senders: [{ ...senders[0], pace: { segmentsPerSecond: 1, burst: 0 } }] },
      ['config.senders[0].pace.burst'],
    ],
    [{ ...account, applicationId: 'app', senders }, ['config.applicationId']],
    [{ ...account, privateKey: undefined, senders }, ['config.privateKey']],
    [{ ...account, privateKey: 'in the file', senders }, ['config.privateKey']],
    [{ ...account, privateKey: '${SECRET}', senders }, ['config.privateKey']],
    [{ ...account, privateKey: '${PUBLIC_KEY}', senders }, ['config.privateKey']],
    [{ ...account, privateKey: '${OTHER_KEY}', senders }, ['config.privateKey']],
    [{ ...account, privateKey: '${BROKEN_KEY}', senders }, ['config.privateKey']],
    [{ ...account, signatureSecret: 'in the file', senders }, ['config.signatureSecret']],
    [{ ...account, signatureSecret: '${NOT_SET}', senders }, ['config.signatureSecret']],
    [{ ...account, senders, apiKey: '' }, ['config.apiKey']],
    [{ ...account, senders, vonageAnswersOptOut: 'often' }, ['config.vonageAnswersOptOut']],
    [{ ...account, senders, apiBaseUrl: 'ftp://api.nexmo.com' }, ['config.apiBaseUrl']],
    [{ ...account, senders, apiBaseUrl: 'api.nexmo.com' }, ['config.apiBaseUrl']],
    [{ ...account, senders, colour: 'blue' }, ['config.colour']],
    [[], ['config']],
  ])('refuses %j', async (raw, wrong) => {
    expect((await wrongPaths(raw)).sort()).toEqual(wrong);
  });
});
