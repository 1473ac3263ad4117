import { ChannelProvider } from '@hailpoint/kernel';
import { channelProviderRules } from './channel-provider-rules.js';
import type { ChannelProviderSubject } from './channel-provider-subject.js';
import { type Conformance, createConformance } from './conformance.js';
import { type ConformanceOptions, describeConformance } from './describe-conformance.js';
import { Trial } from './trial.js';

/** The rules for a channel provider. What it declares decides which of them it must keep. */
export function channelProviderConformance(subject: ChannelProviderSubject): Conformance {
  return createConformance({ point: ChannelProvider, rules: channelProviderRules, open: () => Trial.open(subject) });
}

/** Defines one test for each rule for channel providers. A rule for what the provider does not declare passes. */
export function describeChannelProvider(
  name: string,
  subject: ChannelProviderSubject,
  options?: ConformanceOptions,
): void {
  describeConformance(`${name}: channel-provider`, channelProviderConformance(subject), options);
}
