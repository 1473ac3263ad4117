import type { Preflight } from '../api/types.js';

const encodings = { gsm7: 'GSM-7', ucs2: 'Unicode', unicode: '' } as const;

/** "1 segment, GSM-7": what the carrier bills. Channels without segments have only their characters. */
export function segmentWords({ encoding, segments }: Preflight['text']): string {
  if (encoding === 'unicode') return '';
  return `${segments} ${segments === 1 ? 'segment' : 'segments'}, ${encodings[encoding]}`;
}
