import { describeConversationPolicy } from '@hailpoint/testkit';
import myPlugin from './index.js';

describeConversationPolicy(
  'my-plugin',
  { plugin: { definition: myPlugin } },
  { reportFile: new URL('../conformance.json', import.meta.url) },
);
