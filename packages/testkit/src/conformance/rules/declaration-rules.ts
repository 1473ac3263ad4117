import type { ChannelCapabilities, Sender } from '@hailpoint/kernel';
import { broken } from '../broken-rule-error.js';
import type { ConformanceRule } from '../conformance-rule.js';
import { receiptStates } from '../receipt-states.js';
import type { Trial } from '../trial.js';

/** Printed, and without spaces around. */
const plainText = /^(?=\S)[^\p{Cc}]*\S$/u;

/** What a provider says of itself before anything is sent. */
export const declarationRules: readonly ConformanceRule<Trial>[] = [
  {
    id: 'capabilities_are_well_formed',
    sentence: 'The capabilities are complete, and every number in them is above 0.',
    advice:
      'Correct `capabilities`: the workspace shows limits from it, and decides by it what may be sent and which receipts are waited for.',
    check({ capabilities }) {
      const fault = capabilitiesFault(capabilities);
      if (fault !== null) broken(fault);
    },
  },
  {
    id: 'senders_are_well_formed',
    sentence: 'There is at least one sender, and each has an id, an address and a name that can be shown.',
    advice:
      'Give every sender of `senders()` an id, an address and a name without control characters, and a country of two capital letters or none.',
    check({ provider }) {
      const senders = provider.senders();
      if (senders.length === 0) broken('senders() is empty.');
      for (const [index, sender] of senders.entries()) {
        const fault = senderFault(sender);
        if (fault !== null) broken(`Sender ${index} of senders(): ${fault}`);
      }
    },
  },
  {
    id: 'senders_are_unique',
    sentence: 'No two senders have the same id or the same address, and asking again gives the same senders.',
    advice:
      'List each address once in `senders()`, with an id of its own that does not change: conversations and consent are kept by it.',
    check({ provider }) {
      const senders = provider.senders();
      for (const field of ['id', 'address'] as const) {
        const values = senders.map((sender) => sender[field]);
        if (new Set(values).size < values.length) broken(`Two senders have the same ${field}.`);
      }
      if (JSON.stringify(provider.senders()) !== JSON.stringify(senders))
        broken('senders() differs from call to call.');
    },
  },
];

function capabilitiesFault({
  addressKind,
  text,
  media,
  receipts,
  inbound,
  ...limits
}: ChannelCapabilities): string | null {
  if (typeof addressKind !== 'string' || addressKind === '') return 'addressKind is missing.';
  if (!isCount(text.maxLength)) return 'text.maxLength is not a whole number above 0.';
  if (!receipts.every((state) => receiptStates.has(state))) return 'receipts names a state that does not exist.';
  if (new Set(receipts).size < receipts.length) return 'receipts names a state twice.';
  if (typeof inbound !== 'boolean') return 'inbound is neither true nor false.';
  if (limits.maximumAgeMs !== undefined && !(limits.maximumAgeMs > 0)) return 'maximumAgeMs is not above 0.';
  if (media === undefined) return null;
  if (media.contentTypes.length === 0) return 'media.contentTypes is empty: leave media out when there is none.';
  if (!media.contentTypes.every((type) => /^[a-z]+\/[a-z0-9.+*-]+$/.test(type)))
    return 'media.contentTypes has no type such as image/png.';
  if (media.maxTextLength !== undefined && !isCount(media.maxTextLength))
    return 'media.maxTextLength is not a whole number above 0.';
  return isCount(media.maxBytes) && isCount(media.maxCount) ? null : 'media.maxBytes or media.maxCount is not above 0.';
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value > 0;
}

function senderFault({ id, address, name, country, group, pace }: Sender): string | null {
  for (const [field, value] of Object.entries({ id, address, name, ...(group === undefined ? {} : { group }) })) {
    if (typeof value !== 'string' || !plainText.test(value))
      return `its ${field} is empty, or has spaces around it or control characters.`;
  }
  if (country !== undefined && !/^[A-Z]{2}$/.test(country)) return 'its country is not of two capital letters.';
  if (pace !== undefined && !(pace.segmentsPerSecond > 0)) return 'its pace.segmentsPerSecond is not above 0.';
  return null;
}
