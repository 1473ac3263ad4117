/** A provider with one sender that accepts everything at once: what remains is Hailpoint's own time. */
export class InstantCarrier {
  channel = 'sms';
  capabilities = {
    addressKind: 'phone',
    text: { maxLength: 1_600, encoding: 'sms' },
    media: null,
    receipts: [],
    inbound: false,
  };

  senders() {
    return [{ id: 'support', address: '+12025550100', name: 'Support', country: 'US' }];
  }

  /** @param {{ id: string }} message */
  async send(message) {
    return { outcome: 'accepted', carrierMessageId: `instant-${message.id}` };
  }

  verify() {
    return { accepted: false, status: 404, reason: 'This carrier calls nobody.' };
  }

  parse() {
    return [];
  }
}
