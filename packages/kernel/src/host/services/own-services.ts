import type { PersonReference } from '../../contracts/user-document-resolver.js';
import type { HostServices } from '../../plugin/define-plugin.js';
import { Clock } from '../../services/clock.js';
import { Directory, type DirectoryPerson } from '../../services/directory.js';
import { HttpClient, type HttpRequest, type HttpResponse } from '../../services/http-client.js';
import { PublicUrls } from '../../services/public-urls.js';
import { Storage } from '../../services/storage.js';
import { scopedLogger } from './scoped-logger.js';

/** What every plugin is given besides its configuration and its lifecycle. */
export type CommonServices = Omit<HostServices, 'config' | 'lifecycle'>;

/**
 * The services for one instance of a plugin: they do the same as those given, and are objects that nobody else has. So whoever still
 * reaches one of them when the instance has stopped is that instance's code.
 */
export function ownServices(plugin: string, given: CommonServices): CommonServices {
  return {
    logger: scopedLogger(given.logger, { plugin }),
    clock: new OwnClock(given.clock),
    http: new OwnHttpClient(given.http),
    directory: new OwnDirectory(given.directory),
    storage: new OwnStorage(given.storage),
    publicUrls: new OwnPublicUrls(given.publicUrls),
  };
}

class OwnClock extends Clock {
  constructor(private readonly clock: Clock) {
    super();
  }

  now(): Date {
    return this.clock.now();
  }
}

class OwnHttpClient extends HttpClient {
  constructor(private readonly http: HttpClient) {
    super();
  }

  request(request: HttpRequest): Promise<HttpResponse> {
    return this.http.request(request);
  }
}

class OwnDirectory extends Directory {
  constructor(private readonly directory: Directory) {
    super();
  }

  findPerson(reference: PersonReference): Promise<DirectoryPerson | null> {
    return this.directory.findPerson(reference);
  }
}

class OwnStorage extends Storage {
  constructor(private readonly storage: Storage) {
    super();
  }

  get<T>(key: string): Promise<T | undefined> {
    return this.storage.get<T>(key);
  }

  set(key: string, value: unknown): Promise<void> {
    return this.storage.set(key, value);
  }

  delete(key: string): Promise<void> {
    return this.storage.delete(key);
  }

  keys(prefix?: string): Promise<string[]> {
    return this.storage.keys(prefix);
  }
}

class OwnPublicUrls extends PublicUrls {
  constructor(private readonly urls: PublicUrls) {
    super();
  }

  get isPublic(): boolean {
    return this.urls.isPublic;
  }

  webhook(path: string): string {
    return this.urls.webhook(path);
  }
}
