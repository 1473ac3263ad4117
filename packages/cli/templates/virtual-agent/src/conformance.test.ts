import { describeVirtualAgent } from '@hailpoint/testkit';
import myPlugin from './index.js';

describeVirtualAgent(
  'my-plugin',
  { plugin: { definition: myPlugin }, dialogues: [['Hello', '123456'], ['Where is my parcel?']] },
  { reportFile: new URL('../conformance.json', import.meta.url) },
);
