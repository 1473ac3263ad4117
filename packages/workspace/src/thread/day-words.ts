/** "Today", "Yesterday" or the date, in the reader's time zone. */
export function dayWords(iso: string, now: number): string {
  const day = new Date(iso).toDateString();
  if (day === new Date(now).toDateString()) return 'Today';
  if (day === new Date(now - 86_400_000).toDateString()) return 'Yesterday';
  return new Date(iso).toLocaleDateString('en', { dateStyle: 'full' });
}
