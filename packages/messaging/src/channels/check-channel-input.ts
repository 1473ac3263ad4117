import { FieldChecks } from '../fields/field-checks.js';
import type { ChannelConfigurationInput } from '../model/channel-configuration.js';

/** @throws InvalidFieldsError */
export function checkChannelInput(channel: string, input: ChannelConfigurationInput): void {
  const checks = new FieldChecks();
  if (!/^[a-z][a-z0-9_-]{0,63}$/.test(channel)) {
    const message = 'A channel is named by small letters, digits, hyphens and underscores, such as sms or whatsapp.';
    checks.add('/channel', 'invalid_channel', message);
  }
  const { order, ...switches } = input;
  if (order !== undefined && (!Number.isInteger(order) || Math.abs(order) > 1_000_000)) {
    checks.add('/order', 'out_of_range', 'The order must be a whole number between -1000000 and 1000000.');
  }
  for (const [field, value] of Object.entries(switches)) {
    if (value !== undefined && typeof value !== 'boolean') {
      checks.add(`/${field}`, 'wrong_type', 'This must be true or false.');
    }
  }
  checks.done();
}
