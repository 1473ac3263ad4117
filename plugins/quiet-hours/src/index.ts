import { AvailabilityPolicy, definePlugin } from '@hailpoint/kernel';
import { QuietHoursConfig } from './quiet-hours-config.js';
import { QuietHoursPolicy } from './quiet-hours-policy.js';

export { QuietHoursConfig, QuietHoursPolicy };

export default definePlugin({
  id: 'quiet-hours',
  config: QuietHoursConfig,
  register({ contribute }) {
    contribute(AvailabilityPolicy, QuietHoursPolicy);
  },
});
