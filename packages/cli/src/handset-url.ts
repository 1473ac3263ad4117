import { ChannelProvider } from '@hailpoint/kernel';
import type { PluginHost } from '@hailpoint/kernel/host';
import type { DomainHostServices } from '@hailpoint/messaging';

const simulator = 'sms-simulator';

/** Where the simulated carrier shows its handsets; answers `null` while it is off. */
export async function handsetUrlOf(
  services: Pick<DomainHostServices, 'storage'>,
  host: Pick<PluginHost, 'points'>,
): Promise<() => string | null> {
  const url = await services.storage(simulator).get<string>('handsetUrl');
  const isOn = () => host.points.contributions(ChannelProvider).some(({ plugin }) => plugin === simulator);
  return () => (isOn() ? (url ?? null) : null);
}
