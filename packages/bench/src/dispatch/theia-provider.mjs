import 'reflect-metadata';
import { createRequire } from 'node:module';
import { Container } from 'inversify';

// The package's index would load the whole of an IDE's back end.
const { bindContributionProvider, ContributionProvider } = createRequire(import.meta.url)(
  '@theia/core/lib/common/contribution-provider',
);

/**
 * Theia's ContributionProvider over these contributions, as a class that injects it gets it.
 * @param {readonly object[]} instances
 * @returns {{ getContributions(): readonly any[] }}
 */
export function theiaProvider(instances) {
  const service = Symbol('Judge');
  const container = new Container();
  for (const instance of instances) container.bind(service).toConstantValue(instance);
  bindContributionProvider(container, service);
  return container.getNamed(ContributionProvider, service);
}
