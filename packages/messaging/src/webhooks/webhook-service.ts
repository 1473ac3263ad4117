import type { Clock, Logger, WebhookRequest, WebhookResponse } from '@hailpoint/kernel';
import { ChannelProvider } from '@hailpoint/kernel';
import type { ActiveContribution, ExtensionPoints } from '@hailpoint/kernel/host';
import { newId, type Store } from '@hailpoint/store';
import type { WebhookService } from '../messaging.js';

export interface WebhookDependencies {
  readonly store: Store;
  readonly points: ExtensionPoints;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Not loaded: the carrier is asked to come again, so nothing is lost while a plugin is being mended. */
const notLoaded: WebhookResponse = { status: 503, headers: { 'retry-after': '60' } };

/** Takes carriers' callbacks: verified, stored, and only then acknowledged. What they mean is found out afterwards. */
export class StoredWebhooks implements WebhookService {
  readonly #dependencies: WebhookDependencies;

  constructor(dependencies: WebhookDependencies) {
    this.#dependencies = dependencies;
  }

  async receive(pluginId: string, request: WebhookRequest): Promise<WebhookResponse> {
    const providers = this.#dependencies.points.listening(ChannelProvider).filter(({ plugin }) => plugin === pluginId);
    if (providers.length === 0) return notLoaded;
    let refusal: WebhookResponse = { status: 403 };
    for (const provider of providers) {
      const verdict = this.#verify(provider, request);
      if (verdict === null) return notLoaded;
      if (verdict.accepted) {
        if (verdict.store !== false) await this.#store(provider, request);
        return verdict.response;
      }
      refusal = { status: verdict.status };
      this.#dependencies.logger.warn('Webhook refused', {
        plugin: pluginId,
        contribution: provider.contribution,
        reason: verdict.reason,
      });
    }
    return refusal;
  }

  /** `null`: the provider itself failed; the carrier's request may be right. */
  #verify(provider: ActiveContribution<ChannelProvider>, request: WebhookRequest) {
    try {
      return provider.instance.verify(request);
    } catch (error) {
      const { plugin, contribution } = provider;
      this.#dependencies.logger.error('A provider failed to verify a webhook', {
        plugin,
        contribution,
        error: (error as Error).name,
      });
      return null;
    }
  }

  async #store(provider: ActiveContribution<ChannelProvider>, { body, ...request }: WebhookRequest): Promise<void> {
    const now = this.#dependencies.clock.now();
    await this.#dependencies.store.execute(
      {
        name: 'webhook-insert',
        text: `INSERT INTO webhook_events (id, plugin_id, contribution, request, body, state, due_at, received_at)
               VALUES ($1, $2, $3, $4, $5, 'pending', $6, $6)`,
      },
      [newId(), provider.plugin, provider.contribution, JSON.stringify(request), Buffer.from(body), now],
    );
    this.#dependencies.store.wake('webhooks');
  }
}
