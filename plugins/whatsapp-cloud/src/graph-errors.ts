export interface GraphError {
  /** What an answer to a send with this code means; a receipt is final all the same. `unknown`: Meta does not say that nothing was sent. */
  readonly outcome: 'rejected' | 'notSent' | 'unknown';
  /** For the agent: what is wrong, and what to do next. Never an address. */
  readonly reason: string;
  /** Milliseconds before which another try is of no use. */
  readonly retryAfterMs?: number;
}

/** One number wrote to one customer too often. */
export const pairRateError = 131056;
/** The customer stopped marketing messages of this business; others still arrive. */
export const marketingStoppedError = 131050;

const hourMs = 60 * 60_000;

const rejected = (reason: string): GraphError => ({ outcome: 'rejected', reason });
const unknown = (reason: string): GraphError => ({ outcome: 'unknown', reason });
const notSent = (reason: string, retryAfterMs?: number): GraphError => ({
  outcome: 'notSent',
  reason,
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});

const credentials = notSent(
  'Meta did not accept the access token. Ask your administrator to check accessToken of the plugin whatsapp-cloud.',
);
const permission = notSent(
  'The access token may not send for this number. Ask your administrator to give its system user the permission whatsapp_business_messaging and the WhatsApp account.',
);
const restricted = notSent(
  'Meta has restricted or locked the WhatsApp Business account. Ask your administrator to look at WhatsApp Manager and to contact Meta.',
);
const tooMany = notSent('Meta is handling too many requests of this account. The message is tried again.');
const notRegistered = notSent(
  'The chosen number is not registered for WhatsApp. Ask your administrator to register it in WhatsApp Manager.',
);
const templateMismatch = rejected(
  'What was filled in does not fit the approved template. Ask your administrator to compare the template in the plugin whatsapp-cloud with WhatsApp Manager.',
);

/**
 * Meta's error codes in plain language, for answers to a send and for failed messages in notifications.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes/
 */
export const graphErrors: ReadonlyMap<number, GraphError> = new Map([
  // Access and account. Nothing was sent, and every message would be answered so until the administrator has mended it: none is given up for that.
  [0, credentials],
  [190, credentials],
  [3, permission],
  [10, permission],
  [131005, permission],
  [
    33,
    notSent('Meta does not know this number any more. Ask your administrator to check phoneNumberId of the sender.'),
  ],
  [368, restricted],
  [131031, restricted],
  [131042, notSent('Meta wants a payment method. Ask your administrator to settle it in WhatsApp Manager.')],
  [131037, notSent('The display name of the chosen number is not approved yet. Ask your administrator to request it.')],
  [131045, notRegistered],
  [133006, notRegistered],
  [133010, notRegistered],
  [131057, notSent('The WhatsApp Business account is being maintained by Meta. The message is tried again.', 60_000)],
  [134011, restricted],
  // Too many messages.
  [4, tooMany],
  [80007, tooMany],
  [130429, tooMany],
  [pairRateError, notSent('The customer got many messages from this number just now. The message is tried again.')],
  [
    131048,
    notSent(
      'Meta limits this number, because customers blocked it or marked messages as spam. Ask your administrator to look at its quality in WhatsApp Manager.',
      hourMs,
    ),
  ],
  // Meta failed, and does not say that nothing was sent.
  [1, unknown('Meta could not handle the message. Look at Meta’s status page before you send again.')],
  [2, unknown('WhatsApp was not available. Send again later.')],
  [131000, unknown('Meta failed and gave no cause. Send again later, or use another way to reach the customer.')],
  [131016, unknown('WhatsApp was not available. Send again later.')],
  [133004, unknown('WhatsApp was not available. Send again later.')],
  // The recipient.
  [131021, rejected('Sender and recipient are the same number. Choose another recipient.')],
  [
    131026,
    rejected(
      'WhatsApp cannot deliver to this number: it may not use WhatsApp, or an old version of it. Check the number, or use another way to reach the customer.',
    ),
  ],
  [
    131030,
    rejected(
      'The chosen number is a test number, which only sends to numbers listed with it. Ask your administrator to add the recipient in the App Dashboard.',
    ),
  ],
  [
    131047,
    rejected(
      'The customer last wrote more than 24 hours ago, so WhatsApp takes no free text. Send an approved template.',
    ),
  ],
  [
    131049,
    rejected(
      'WhatsApp did not deliver it, because the customer got enough marketing messages lately. Do not send it again for a day; use another template or another way.',
    ),
  ],
  [
    marketingStoppedError,
    rejected(
      'The customer has stopped marketing messages from this business on WhatsApp. Send no marketing template to them; an answer to their own message still arrives.',
    ),
  ],
  [
    130472,
    rejected(
      'WhatsApp did not deliver this marketing message, because the customer’s number is part of an experiment of Meta. Use another way.',
    ),
  ],
  [130497, rejected('This account may not write to customers in the country of this number. Use another way.')],
  [131062, rejected('This template can be sent to a phone number only. Ask the customer for theirs.')],
  // The message.
  [
    100,
    rejected('Meta did not understand the message. Ask your administrator to check phoneNumberId and graphVersion.'),
  ],
  [131008, rejected('Something is missing in the message. Ask your administrator to look at the templates.')],
  [131009, rejected('Meta did not accept something in the message. Check the recipient and what was filled in.')],
  [131051, rejected('WhatsApp does not take messages of this kind. Send a text.')],
  [131052, rejected('A picture could not be loaded. Attach it again.')],
  [
    131053,
    rejected(
      'WhatsApp could not use the attached picture. Attach a JPEG or PNG of at most 5 MB; if it happens again, ask your administrator to check server.publicUrl.',
    ),
  ],
  // The template.
  [132000, templateMismatch],
  [132012, templateMismatch],
  [132018, templateMismatch],
  [
    132001,
    rejected(
      'Meta has no such approved template in this language. Choose another one, and ask your administrator to compare it with WhatsApp Manager.',
    ),
  ],
  [132005, rejected('The finished text of the template is too long. Fill in less.')],
  [132007, rejected('Meta refused the template for what it says. Choose another one.')],
  [132015, rejected('Meta has paused this template, because customers did not like it. Choose another one.')],
  [132016, rejected('Meta has switched this template off for good. Choose another one.')],
]);

/** For an answer whose status says that this server was not let through, without a code. */
export const notLetThrough = notSent(
  'Meta, or a proxy on the way to it, does not let this server through. Ask your administrator to check accessToken and apiBaseUrl of the plugin whatsapp-cloud, and the proxy.',
);

/** For a code that is not in the table: Meta adds new ones. */
export function graphErrorOf(code: number | undefined): GraphError {
  const known = code === undefined ? undefined : graphErrors.get(code);
  if (known) return known;
  // Meta documents the whole range as permissions.
  if (code !== undefined && code >= 200 && code <= 299) return permission;
  return rejected(
    code === undefined
      ? 'Meta refused the message without a code. Ask your administrator to look at WhatsApp Manager.'
      : `Meta refused the message with code ${code}. Its meaning is in Meta’s list of WhatsApp error codes.`,
  );
}

/** Whether Meta documents the code, or the range that it is in. */
export function isKnownError(code: number): boolean {
  return graphErrors.has(code) || (code >= 200 && code <= 299);
}
