const stop = new Set(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT']);
const start = new Set(['START', 'UNSTOP', 'YES']);

/** What this carrier makes of a text that is nothing but a keyword. */
export function keywordOf(body: string): 'stop' | 'start' | null {
  const word = body.trim().toUpperCase();
  return stop.has(word) ? 'stop' : start.has(word) ? 'start' : null;
}
