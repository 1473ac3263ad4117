/** Another node has the scheduled message now: what this one was about to write is taken back. */
export class LeaseLostError extends Error {
  constructor() {
    super('The lease of a scheduled message has ended.');
    this.name = 'LeaseLostError';
  }
}
