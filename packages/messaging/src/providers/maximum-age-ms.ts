import type { ChannelProvider } from '@hailpoint/kernel';

const aDay = 24 * 60 * 60_000;

/** Milliseconds after which a message is no longer worth sending. Without a provider: a day. */
export function maximumAgeMs(provider: Pick<ChannelProvider, 'capabilities'> | null): number {
  return provider?.capabilities.maximumAgeMs ?? aDay;
}
