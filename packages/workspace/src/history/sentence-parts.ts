/** A piece of a sentence: words, a time in the reader's zone, or the number of a record. */
export type SentencePart =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'time'; readonly iso: string; readonly text: string }
  | { readonly kind: 'record'; readonly number: string };

const special = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z|\bIMS\d{7,12}\b)/;

/** Splits a sentence of a story. A time of another day than `day` brings its date along. */
export function sentenceParts(sentence: string, day: string): SentencePart[] {
  return sentence.split(special).flatMap((text): SentencePart[] => {
    if (text === '') return [];
    if (text.startsWith('IMS') && special.test(text)) return [{ kind: 'record', number: text }];
    if (special.test(text)) return [{ kind: 'time', iso: text, text: timeWords(text, day) }];
    return [{ kind: 'words', text }];
  });
}

/** `9:02:04 AM`, or `Mar 2, 9:02:04 AM` on another day. */
export function timeWords(iso: string, day: string): string {
  const at = new Date(iso);
  const time = at.toLocaleTimeString('en', { timeStyle: 'medium' });
  if (at.toDateString() === new Date(day).toDateString()) return time;
  return `${at.toLocaleDateString('en', { month: 'short', day: 'numeric' })}, ${time}`;
}
