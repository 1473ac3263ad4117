/** The carrier may have the message. The core looks it up, and never sends it again blindly. */
export class MyPluginOutcomeUnknownError extends Error {
  override readonly name = 'MyPluginOutcomeUnknownError';
  readonly code = 'my_plugin_outcome_unknown';
}

/** A webhook that the carrier signed, and that is not what the carrier documents. */
export class MyPluginWebhookError extends Error {
  override readonly name = 'MyPluginWebhookError';
  readonly code = 'my_plugin_webhook';

  constructor(field: string) {
    super(`The webhook has no usable field "${field}".`);
  }
}
