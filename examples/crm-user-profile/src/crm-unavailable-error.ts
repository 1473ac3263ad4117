/** The CRM answered, and not with a customer. Its words are not repeated: they can hold an address. */
export class CrmUnavailableError extends Error {
  override readonly name = 'CrmUnavailableError';
  readonly code = 'crm_unavailable';

  constructor(status: number) {
    super(`The CRM answered ${status}.`);
  }
}
