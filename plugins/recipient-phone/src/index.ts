import { definePlugin, RecipientValidator } from '@hailpoint/kernel';
import { PhoneNumberValidation } from './phone-number-validation.js';
import { RecipientPhoneConfig } from './recipient-phone-config.js';

export type { RefusalCode } from './refusal-code.js';
export { PhoneNumberValidation, RecipientPhoneConfig };

export default definePlugin({
  id: 'recipient-phone',
  config: RecipientPhoneConfig,
  register({ contribute }) {
    contribute(RecipientValidator, PhoneNumberValidation);
  },
});
