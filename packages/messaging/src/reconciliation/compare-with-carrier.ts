import {
  type CallContext,
  type CarrierHistoryPage,
  type ChannelEvent,
  ChannelProvider,
  type Logger,
} from '@hailpoint/kernel';
import type { ActiveContribution, ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import type { TakeChannelEvent } from '../webhooks/take-channel-event.js';
import { describeError } from '../workers/describe-error.js';
import { findMissing } from './find-missing.js';
import type { ClaimedReconciliation, ReconciliationFindings } from './reconciliation-row.js';
import { noFindings } from './reconciliation-row.js';

/** The carrier could not be asked. Its message is for an administrator. */
export class CarrierNotAskedError extends Error {
  override readonly name = 'CarrierNotAskedError';
}

/** Another node carries the comparison out by now. */
export class ComparisonLostError extends Error {
  override readonly name = 'ComparisonLostError';
}

export interface Comparison {
  readonly store: Store;
  readonly points: ExtensionPoints;
  readonly logger: Pick<Logger, 'warn'>;
  readonly provider: ActiveContribution<ChannelProvider>;
  readonly claimed: ClaimedReconciliation;
  /** The intake of callbacks: what comes from here is taken like what comes from there, and once. */
  readonly take: TakeChannelEvent;
  readonly now: () => Date;
  /** Keeps what was found so far. `false`: another node has it now. */
  readonly keep: (findings: ReconciliationFindings) => Promise<boolean>;
}

const sampleSize = 20;

/**
 * Pages through what a carrier lists for a period, takes what had not reached us, and says where the two differ. Carried out twice it changes
 * nothing more.
 *
 * @throws CarrierNotAskedError, ComparisonLostError
 */
export async function compareWithCarrier(comparison: Comparison): Promise<ReconciliationFindings> {
  const { store, logger, claimed, provider, take, now, keep } = comparison;
  const { receiptsAdded = 0, inboundRecovered = 0 } = claimed.figures;
  let findings: ReconciliationFindings = { ...noFindings, receiptsAdded, inboundRecovered };
  const listed = { ours: new Set<string>(), carriers: new Set<string>() };
  const strangers = new Set<string>();
  let cursor: string | null = null;
  do {
    const page: CarrierHistoryPage = await askPage(comparison, cursor);
    const known = await knownEvents(store, claimed.plugin_id, page.events);
    for (const event of page.events) {
      if (event.kind === 'receipt') {
        if (event.messageId !== undefined) listed.ours.add(event.messageId);
        if (event.carrierMessageId !== undefined) listed.carriers.add(event.carrierMessageId);
      }
      if (known.has(event.eventId)) continue;
      // It is late as it is: what it says is not held up by a picture.
      const taken = await take(provider, event, arrivedAt(event, now()), false).then(
        () => true,
        (error: unknown) => {
          logger.warn('An event that a carrier lists could not be taken; the next comparison tries again', {
            plugin: claimed.plugin_id,
            kind: event.kind,
            error: describeError(error),
          });
          return false;
        },
      );
      findings = count(findings, event, taken);
    }
    for (const stranger of await unmatched(store, claimed.plugin_id, page.events)) strangers.add(stranger);
    findings = {
      ...findings,
      checked: findings.checked + page.events.length,
      unknownToUs: strangers.size,
      samples: { ...findings.samples, unknownToUs: [...strangers].slice(0, sampleSize) },
    };
    if (!(await keep(findings))) throw new ComparisonLostError();
    cursor = page.cursor;
  } while (cursor !== null);
  const missing = await findMissing(store, claimed, listed);
  findings = {
    ...findings,
    missingAtCarrier: missing.length,
    samples: { ...findings.samples, missingAtCarrier: missing.slice(0, sampleSize) },
  };
  if (!(await keep(findings))) throw new ComparisonLostError();
  return findings;
}

/** A customer's message counts from when it reached the carrier: a START that was recovered may be older than the STOP we know of. */
function arrivedAt(event: ChannelEvent, now: Date): Date {
  return event.kind === 'message' && event.at && event.at < now ? event.at : now;
}

async function askPage({ points, provider, claimed }: Comparison, cursor: string | null): Promise<CarrierHistoryPage> {
  const period = { from: claimed.period_from, to: claimed.period_to };
  const result = await points.guarded(ChannelProvider, provider, (instance: ChannelProvider, context: CallContext) =>
    (instance.listHistory as NonNullable<ChannelProvider['listHistory']>)(period, cursor, context),
  );
  switch (result.status) {
    case 'answered':
      return result.value;
    case 'late':
      throw new CarrierNotAskedError('The carrier did not answer in time.');
    case 'open':
      throw new CarrierNotAskedError(
        'The connection to the carrier failed several times in a row and is given a rest.',
      );
    case 'failed':
      throw new CarrierNotAskedError('The carrier could not be asked.');
  }
}

function count(findings: ReconciliationFindings, event: ChannelEvent, taken: boolean): ReconciliationFindings {
  if (!taken) return { ...findings, notTaken: findings.notTaken + 1 };
  if (event.kind === 'receipt') return { ...findings, receiptsAdded: findings.receiptsAdded + 1 };
  return { ...findings, inboundRecovered: findings.inboundRecovered + 1 };
}

/** Ids of the events that reached us before. */
async function knownEvents(store: Store, plugin: string, events: readonly ChannelEvent[]): Promise<Set<string>> {
  const rows = await store.execute<{ event_id: string }>(
    {
      name: 'reconciliation-known',
      text: `SELECT event_id FROM receipts WHERE plugin_id = $1 AND event_id = ANY ($2::text[])
             UNION ALL SELECT event_id FROM inbound_events WHERE plugin_id = $1 AND event_id = ANY ($2::text[])`,
    },
    [plugin, events.map(({ eventId }) => eventId)],
  );
  return new Set(rows.map(({ event_id }) => event_id));
}

/** The carrier's ids of messages in these events that are none of ours. */
async function unmatched(store: Store, plugin: string, events: readonly ChannelEvent[]): Promise<string[]> {
  const receipts = events.filter(({ kind }) => kind === 'receipt');
  const rows = await store.execute<{ id: string }>(
    {
      name: 'reconciliation-unmatched',
      text: `SELECT DISTINCT coalesce(carrier_message_id, event_id) AS id FROM receipts
              WHERE plugin_id = $1 AND event_id = ANY ($2::text[]) AND message_id IS NULL`,
    },
    [plugin, receipts.map(({ eventId }) => eventId)],
  );
  return rows.map(({ id }) => id);
}
