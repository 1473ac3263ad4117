/** A message of a customer on a channel that this plugin does not carry. It is parked, so that somebody sees it. */
export class ForeignChannelError extends Error {
  override readonly name = 'ForeignChannelError';
  readonly code = 'foreign_channel';

  constructor() {
    super(
      'This message did not come in as SMS or MMS. Give the other channels an application of their own in the Vonage dashboard.',
    );
  }
}
