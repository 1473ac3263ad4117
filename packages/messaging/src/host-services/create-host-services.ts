import type { Clock } from '@hailpoint/kernel';
import type { Store } from '@hailpoint/store';
import { DirectoryService } from '../directory/directory-service.js';
import type { DomainHostServices, MessagingSettings } from '../messaging.js';
import { PluginStorage } from '../storage/plugin-storage.js';
import { InstallationUrls } from './installation-urls.js';

/**
 * What plugins need of the domain while it does not exist yet: they start first, and the domain is then made of what they contribute. The
 * clock is taken for the services that will need it; none of today's does.
 */
export function createHostServices(
  store: Store,
  settings: Pick<MessagingSettings, 'publicUrl' | 'localUrl'>,
  _clock: Clock,
): DomainHostServices {
  return {
    directory: new DirectoryService(store),
    storage: (pluginId) => new PluginStorage(store, pluginId),
    publicUrls: (pluginId) => new InstallationUrls(settings, pluginId),
  };
}
