/** The CRM did not say who the customer is. Names nobody: the CRM's own words may. */
export class CrmUnavailableError extends Error {
  override readonly name = 'CrmUnavailableError';
  readonly code = 'crm_unavailable';
}
