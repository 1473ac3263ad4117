import type { Clock, Logger } from '@hailpoint/kernel';
import { ChannelProvider, type OutboundMedia } from '@hailpoint/kernel';
import type { ActiveContribution, ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import { newId } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { pacedSenders } from '../pacing/paced-senders.js';
import { hasAvailabilityPolicy } from '../preflight/ask-availability.js';
import { whenItMayGo } from '../preflight/when-it-may-go.js';
import { otherCarriers } from '../providers/other-carriers.js';
import type { SendRecord } from '../providers/send-record.js';
import { matchLateReceipts } from '../receipts/match-late-receipts.js';
import { goOnWithout } from '../workers/go-on-without.js';
import { Worker } from '../workers/worker.js';
import { attemptSend } from './attempt-send.js';
import { backoffMs } from './backoff.js';
import type { ClaimedMessage } from './claim-messages.js';
import { conversationToSendInto } from './conversation-to-send-into.js';
import { leaveSwitchedOff } from './leave-switched-off.js';
import { toOutboundTemplate } from './outbound-template.js';
import { Outbox } from './outbox.js';
import { OutcomeRecorder } from './outcome-recorder.js';
import type { AttemptOutcome } from './record-outcome.js';
import { settleOverdue } from './settle-overdue.js';

export interface DeliveryDependencies {
  readonly store: Store;
  readonly points: ExtensionPoints;
  readonly live: LiveEventBus;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly defaultCountry?: string | undefined;
  /** Where it is noted how attempts went. */
  readonly sendRecord: SendRecord;
  /** Signed, expiring links to the attachments of a message. */
  readonly mediaOf: (messageId: string) => Promise<readonly OutboundMedia[]>;
}

/** Attempts of one provider that run at the same time on one node. A slow provider holds up its own messages and no others. */
const slotsPerProvider = 50;
/** Longer than the deadline of a send, so that a lease never runs out under an attempt that may still be answered. */
const leaseMs = ChannelProvider.deadlineMs + 10_000;
/** Milliseconds for which the answer holds that was given when a message was written. */
const foreseenMs = 10 * 60_000;
/** Polling is the truth; wake-ups only make it quick. */
const pollMs = 1_000;

/** A message whose sender is missing, or whose attachments cannot be read, is not looked at again before that. Milliseconds. */
const senderMissingMs = 30_000;
const mediaUnreadableMs = 10_000;

/** Empties the outbox: claims due messages, hands them to their providers, writes down what became of them. */
export class DeliveryWorker {
  readonly #dependencies: DeliveryDependencies;
  readonly #owner = newId();
  readonly #underWay = new Map<Promise<void>, string>();
  readonly #worker: Worker;
  readonly #outbox: Outbox;
  readonly #outcomes: OutcomeRecorder;
  #nextToken: NodeJS.Timeout | undefined;
  #sweptAt: Date | null = null;
  #leftUpTo = '0';

  constructor(dependencies: DeliveryDependencies) {
    this.#dependencies = dependencies;
    this.#outbox = new Outbox(dependencies.store, dependencies.logger, this.#owner, leaseMs);
    this.#outcomes = new OutcomeRecorder(dependencies.store, dependencies.live);
    this.#worker = new Worker({ name: 'delivery', topic: 'outbox', pollMs, run: () => this.#run(), ...dependencies });
  }

  start(): void {
    this.#worker.start();
  }

  /** Takes nothing new and waits for what is under way. */
  async stop(): Promise<void> {
    await this.#worker.stop();
    clearTimeout(this.#nextToken);
    await Promise.all(this.#underWay.keys());
  }

  async #run(): Promise<boolean> {
    await this.#sweep();
    const providers = this.#providers();
    const plugins = [...new Set(providers.map(({ plugin }) => plugin))];
    const free = plugins.map((plugin) => ({ plugin, free: slotsPerProvider - this.#underWayOf(plugin) }));
    const taken = await this.#outbox.take(
      free.filter((one) => one.free > 0),
      pacedSenders(providers.map(({ instance }) => instance)),
      this.#dependencies.clock.now(),
    );
    for (const message of taken.messages) this.#track(message);
    this.#wakeIn(taken.nextInMs);
    return taken.more;
  }

  #underWayOf(plugin: string): number {
    return [...this.#underWay.values()].filter((one) => one === plugin).length;
  }

  /** When a sender's bucket pays for its next message: polling would make a pace of bursts. */
  #wakeIn(ms: number | null): void {
    clearTimeout(this.#nextToken);
    if (ms !== null && ms < pollMs) this.#nextToken = setTimeout(() => this.#worker.wake(), Math.max(ms, 1)).unref();
  }

  /** At most once per poll: a busy outbox wakes the worker for every message. What it cannot mend just now stops no message that is due. */
  async #sweep(): Promise<void> {
    const { store, live, clock, logger } = this.#dependencies;
    const now = clock.now();
    if (this.#sweptAt !== null && Math.abs(now.getTime() - this.#sweptAt.getTime()) < pollMs) return;
    this.#sweptAt = now;
    // The embedded database has one process, and we are it: whoever else claimed is dead.
    const notDead = store.kind === 'embedded' ? this.#owner : undefined;
    await goOnWithout(logger, 'settling overdue messages', settleOverdue(store, live, now, notDead), 0);
    await goOnWithout(logger, 'matching late receipts', matchLateReceipts(store, live, now), 0);
    const leaving = leaveSwitchedOff(this.#dependencies, now, this.#leftUpTo);
    this.#leftUpTo = await goOnWithout(logger, 'leaving what is switched off', leaving, '0');
  }

  #providers(): readonly ActiveContribution<ChannelProvider>[] {
    return this.#dependencies.points.contributions(ChannelProvider);
  }

  #track(message: ClaimedMessage): void {
    const attempt = this.#deliver(message);
    this.#underWay.set(attempt, message.plugin_id);
    void attempt.finally(() => {
      this.#underWay.delete(attempt);
      // The next message of the same conversation may be waiting for this one.
      this.#worker.wake();
    });
  }

  async #deliver(message: ClaimedMessage): Promise<void> {
    const { clock, logger, points } = this.#dependencies;
    try {
      const outcome = await this.#attempt(message, points);
      await this.#outcomes.record(message.id, message.attempts, outcome, clock.now());
      logger.info('Message attempted', { message: message.id, attempt: message.attempts, outcome: outcome.outcome });
    } catch (error) {
      // What the carrier said could not be written down: the lease runs out and the message becomes unknown.
      logger.error('The outcome of an attempt could not be stored', {
        message: message.id,
        error: (error as Error).name,
      });
    }
  }

  async #attempt(message: ClaimedMessage, points: ExtensionPoints): Promise<AttemptOutcome> {
    const now = () => this.#dependencies.clock.now();
    const provider = this.#providers().find(
      ({ plugin, instance }) => plugin === message.plugin_id && instance.channel === message.channel,
    );
    const sender = provider?.instance.senders().find(({ id }) => id === message.sender_id);
    if (!provider || !sender) {
      const reason = 'The sender is not configured at present; the message waits for it.';
      const retryAt = retryAfter(now(), message, senderMissingMs);
      const pictures = await this.#mediaOf(message);
      return {
        outcome: 'not_sent',
        code: 'sender_missing',
        reason,
        retryAt,
        ...this.#others(message, pictures),
      } as const;
    }
    const notNow = await this.#notNow(message, provider.instance, now());
    if (notNow) return notNow;
    const media = await this.#mediaOf(message);
    if (media === null) {
      const reason = 'Its attachments could not be read just now; it is tried again.';
      const retryAt = retryAfter(now(), message, mediaUnreadableMs);
      return { outcome: 'not_sent', code: 'media_unreadable', reason, retryAt } as const;
    }
    if (now().getTime() - message.attempted_at.getTime() > leaseMs - ChannelProvider.deadlineMs) {
      // This process stood still. When the lease has run out, others look up what became of the attempt, and must not find nothing too early.
      const reason = 'The server was too busy to hand it over in time; it is tried again.';
      return { outcome: 'not_sent', code: 'lease_short', reason, retryAt: now() } as const;
    }
    const outcome = await attemptSend(
      points,
      provider,
      {
        id: message.id,
        channel: message.channel,
        sender,
        recipientId: message.recipient_id,
        body: message.body,
        ...(message.template && { template: toOutboundTemplate(message.template) }),
        media,
        attempt: message.attempts,
        attemptedAt: message.attempted_at,
      },
      now,
    );
    this.#note(message, outcome, now());
    return outcome.outcome === 'not_sent' ? { ...outcome, ...this.#others(message, media) } : outcome;
  }

  /** `null`: they cannot be read just now. */
  async #mediaOf({ id, has_media }: ClaimedMessage): Promise<readonly OutboundMedia[] | null> {
    return has_media ? this.#dependencies.mediaOf(id).catch(() => null) : [];
  }

  /** Who else has the same sender, and can carry it. */
  #others(
    { channel, plugin_id: plugin, sender_id: senderId, body, template }: ClaimedMessage,
    media: readonly OutboundMedia[] | null,
  ): { readonly others: readonly string[] } {
    const { points } = this.#dependencies;
    const toCarry = media && { channel, plugin, senderId, body, template, media };
    return { others: toCarry ? otherCarriers(points, toCarry) : [] };
  }

  #note({ channel, plugin_id: plugin, sender_id: senderId }: ClaimedMessage, made: AttemptOutcome, at: Date): void {
    // An open circuit is no attempt: it says nothing that the failures before have not said.
    if (made.outcome === 'not_sent' && made.code === 'provider_paused') return;
    const answered = made.outcome === 'accepted' || made.outcome === 'rejected';
    this.#dependencies.sendRecord.note({ channel, plugin, senderId }, answered, at);
  }

  /**
   * What waited longer than anybody foresaw is not sent in the middle of the night, nor as free text when only a template may go by now: the
   * policies that allowed it are asked again. The confirmation of an opt-out keeps no hours; but a carrier that knows templates refuses it too
   * as free text that is too late, and then it is given up.
   */
  async #notNow(message: ClaimedMessage, provider: ChannelProvider, now: Date) {
    const { store, points, defaultCountry } = this.#dependencies;
    const foreseen = now.getTime() - message.created_at.getTime() < foreseenMs;
    const open = message.open_until === null ? !mayBeOver(message, provider) : now < message.open_until;
    if ((foreseen && open) || !hasAvailabilityPolicy(points)) return null;
    const conversation = await conversationToSendInto(store, message.id);
    const confirmsOptOut = conversation?.consent_exempt === true;
    if (!conversation || (confirmsOptOut && provider.templates === undefined)) return null;
    const notNow = await whenItMayGo(store, points, conversation, defaultCountry, now);
    if (!notNow) return null;
    const tooLate = notNow.templateOnly ?? (confirmsOptOut && notNow.answered ? notNow.endless : null);
    if (tooLate !== null) {
      const reason = `It was not sent before free text could no longer be sent. ${notNow.reason ?? ''}`.trim();
      return { outcome: 'rejected', code: tooLate, reason } as const;
    }
    // Of the confirmation of an opt-out: it is an hour that refuses, and it waits for none.
    if (confirmsOptOut && notNow.answered) return null;
    const reason = `It has waited for long, and may not go out now; it does when it may. ${notNow.reason ?? ''}`.trim();
    return { outcome: 'not_sent', code: 'not_now', reason, retryAt: notNow.until } as const;
  }
}

/** A text of the virtual agent or the system was asked about by nobody, and on a channel with templates its time may be over. */
function mayBeOver({ template }: ClaimedMessage, { templates }: ChannelProvider): boolean {
  return template === null && templates !== undefined;
}

/** Each try leaves a line in the message's story, so what stays away is tried less and less often. */
function retryAfter(now: Date, { attempts }: ClaimedMessage, atLeastMs: number): Date {
  return new Date(now.getTime() + Math.max(atLeastMs, backoffMs(attempts, undefined)));
}
