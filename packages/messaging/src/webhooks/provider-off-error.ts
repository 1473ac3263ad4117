/** The plugin that understands a stored event is not on at present. */
export class ProviderOffError extends Error {
  readonly code = 'provider_off';

  constructor() {
    super('The plugin that understands this event is not on.');
    this.name = 'ProviderOffError';
  }
}
