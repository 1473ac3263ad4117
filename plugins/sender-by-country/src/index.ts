import { definePlugin, SenderSelector } from '@hailpoint/kernel';
import { CountrySenderSelector } from './country-sender-selector.js';
import { SenderByCountryConfig } from './sender-by-country-config.js';

export { CountrySenderSelector, SenderByCountryConfig };

export default definePlugin({
  id: 'sender-by-country',
  config: SenderByCountryConfig,
  register({ contribute }) {
    contribute(SenderSelector, CountrySenderSelector);
  },
});
