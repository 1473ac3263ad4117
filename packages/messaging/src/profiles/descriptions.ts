/** Short descriptions of conversations that a customer started. */
export const descriptions = {
  guest: 'Message from a number that nobody is bound to',
  customer: 'Message from a customer',
} as const;
