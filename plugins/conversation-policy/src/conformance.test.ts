import { describeConversationPolicy } from '@hailpoint/testkit';
import plugin from './index.js';

describeConversationPolicy(
  'conversation-policy',
  { plugin: { definition: plugin } },
  { reportFile: new URL('../conformance.json', import.meta.url) },
);
