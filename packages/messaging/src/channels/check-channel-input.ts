import { FieldChecks } from '../fields/field-checks.js';
import type { ChannelConfigurationInput, ConsentTexts } from '../model/channel-configuration.js';

const textNames: readonly string[] = ['optOut', 'start', 'help'] satisfies readonly (keyof ConsentTexts)[];
const longestText = 600;

/** @throws InvalidFieldsError */
export function checkChannelInput(channel: string, input: ChannelConfigurationInput): void {
  const checks = new FieldChecks();
  if (!/^[a-z][a-z0-9_-]{0,63}$/.test(channel)) {
    const message = 'A channel is named by small letters, digits, hyphens and underscores, such as sms or whatsapp.';
    checks.add('/channel', 'invalid_channel', message);
  }
  const { order, consentTexts, ...switches } = input;
  if (order !== undefined && (!Number.isInteger(order) || Math.abs(order) > 1_000_000)) {
    checks.add('/order', 'out_of_range', 'The order must be a whole number between -1000000 and 1000000.');
  }
  for (const [field, value] of Object.entries(switches)) {
    if (value !== undefined && typeof value !== 'boolean') {
      checks.add(`/${field}`, 'wrong_type', 'This must be true or false.');
    }
  }
  for (const [name, text] of Object.entries(consentTexts ?? {})) {
    if (!textNames.includes(name)) {
      checks.add(`/consentTexts/${name}`, 'unknown_field', `The texts are named ${textNames.join(', ')}.`);
    } else if (typeof text !== 'string' || text.trim() === '' || text.length > longestText) {
      const message = `This must be a text of 1 to ${longestText} characters.`;
      checks.add(`/consentTexts/${name}`, 'invalid_text', message);
    }
  }
  checks.done();
}
