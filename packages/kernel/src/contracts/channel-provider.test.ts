import { expect, test } from '@jest/globals';
import { ChannelProvider } from './channel-provider.js';

const provider = {
  channel: 'sms',
  capabilities: { addressKind: 'phone', text: { maxLength: 160, encoding: 'sms' }, receipts: [], inbound: false },
} as unknown as ChannelProvider;

test.each([
  [{}, null],
  [{ templates: () => [] }, null],
  [{ templates: [] }, /templates must be a function/],
  [{ templates: null }, /templates must be a function/],
])('a provider with %j', (change, fault) => {
  const said = ChannelProvider.fault?.({ ...provider, ...change } as unknown as ChannelProvider);
  if (fault === null) expect(said).toBeNull();
  else expect(said).toMatch(fault);
});
