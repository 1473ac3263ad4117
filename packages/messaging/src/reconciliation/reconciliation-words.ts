import type { Reconciliation } from '../model/reconciliation.js';
import { countWords } from '../text/count-words.js';

/** What a comparison found, for an administrator. */
export function reconciliationWords({
  state,
  problem,
  figures,
}: Pick<Reconciliation, 'state' | 'problem' | 'figures'>): string {
  if (state === 'waiting') return problem === null ? 'It begins shortly.' : `${problem} It is tried again.`;
  if (state === 'running') return 'It is under way.';
  if (state === 'failed')
    return `${problem ?? 'The carrier could not be asked.'} What it had found until then is taken over. Tomorrow's comparison covers this time again.`;
  const { checked, receiptsAdded, inboundRecovered, notTaken, unknownToUs, missingAtCarrier } = figures;
  const found = [
    ...(receiptsAdded > 0
      ? [`${countWords(receiptsAdded, 'receipt')} had not reached us and ${are(receiptsAdded)} taken over now.`]
      : []),
    ...(inboundRecovered > 0
      ? [
          `${countWords(inboundRecovered, 'message')} of customers had not reached us and ${are(inboundRecovered)} in ${inboundRecovered === 1 ? 'its conversation' : 'their conversations'} now.`,
        ]
      : []),
    ...(notTaken > 0
      ? [`${countWords(notTaken, 'message')} of customers could not be taken over; the next comparison tries again.`]
      : []),
    ...(unknownToUs > 0
      ? [
          `The carrier sent ${countWords(unknownToUs, 'message')} from our senders that we do not know: somebody else uses the same account, or messages were deleted here.`,
        ]
      : []),
    ...(missingAtCarrier > 0
      ? [
          `Of ${countWords(missingAtCarrier, 'message')} that we call sent the carrier knows nothing: ask it, and check whether the customer got ${missingAtCarrier === 1 ? 'it' : 'them'}.`,
        ]
      : []),
  ];
  const compared = `${countWords(checked, 'event')} compared.`;
  return found.length === 0 ? `${compared} The carrier and we agree.` : `${compared} ${found.join(' ')}`;
}

function are(amount: number): string {
  return amount === 1 ? 'is' : 'are';
}
