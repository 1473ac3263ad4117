import { ChannelProvider } from '@hailpoint/kernel';
import type { PluginHost } from '@hailpoint/kernel/host';
import type { DomainHostServices } from '@hailpoint/messaging';

const simulator = 'sms-simulator';

/** Where the simulated carrier shows its handsets; answers `null` while it is off. */
export async function handsetUrlOf(
  services: Pick<DomainHostServices, 'storage'>,
  host: Pick<PluginHost, 'points'>,
): Promise<() => string | null> {
  const storage = services.storage(simulator);
  let url: string | null = null;
  let readFor: object | null = null;
  const current = () =>
    host.points.contributions(ChannelProvider).find(({ plugin }) => plugin === simulator)?.instance ?? null;
  // Each instance may have a carrier at another address.
  const read = async () => {
    readFor = current();
    url = readFor === null ? null : ((await storage.get<string>('handsetUrl')) ?? null);
  };
  await read();
  return () => {
    if (current() !== readFor) void read().catch(() => {});
    return current() === null ? null : url;
  };
}
