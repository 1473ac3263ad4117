export interface VonageError {
  /** What an answer to a send with this code means, but for {@link repeatedError}; a receipt is final all the same. `notSent`: nothing was created, and a later try can succeed. */
  readonly outcome: 'rejected' | 'notSent';
  /** For the agent: what is wrong, and what to do next. Never an address. */
  readonly reason: string;
}

/** Vonage says that it has the message already: as an answer to a send, that an earlier try of it may have arrived. */
export const repeatedError = 1320;

/** The recipient sent STOP to the sender. */
export const optedOutError = 1240;

const rejected = (reason: string): VonageError => ({ outcome: 'rejected', reason });
const notSent = (reason: string): VonageError => ({ outcome: 'notSent', reason });

const filtered =
  'The message was filtered as unwanted. Change the wording and leave out links; if it happens again, tell your administrator.';
const fraudDefender =
  'Vonage blocked the message as possible fraud (Fraud Defender). Ask your administrator to check its rules in the Vonage dashboard.';
const registration =
  'The country of this number wants sender and text to be registered, and they are not. Ask your administrator to register them with Vonage.';
const wrongRequest =
  'Vonage did not accept the message in this form. Check the number and the sender; if it happens again, tell your administrator.';

/**
 * Codes of the Messages API in plain language, for answers to a send and for statuses; those of other channels are left out.
 * Source: https://developer.vonage.com/en/api-errors/messages
 */
export const vonageErrors: ReadonlyMap<number, VonageError> = new Map([
  // The account. Nothing was created, and every message would be answered so until that is mended: none is given up for that.
  [1000, notSent('Vonage was taking too many messages of this account. Wait a few minutes, then send again.')],
  [1060, notSent('The Vonage account is barred from sending. Ask your administrator to contact Vonage support.')],
  [1070, notSent('The credit or the quota of the Vonage account is used up. Ask your administrator to top it up.')],
  [
    1080,
    notSent(
      'The Vonage account is not set up for this way of sending. Ask your administrator to contact Vonage support.',
    ),
  ],
  [
    1140,
    rejected('The Vonage account may not send this kind of message. Ask your administrator to have Vonage enable it.'),
  ],
  [
    1160,
    rejected(
      'The Vonage account may send to approved numbers only, as trial accounts do. Ask your administrator to approve this number or to upgrade the account.',
    ),
  ],
  [
    1460,
    rejected(
      'The daily limit of this sender was reached, as for business texting in the United States (10DLC). Send again tomorrow, or choose another sender.',
    ),
  ],
  // The request.
  [1010, rejected(wrongRequest)],
  [1020, rejected(wrongRequest)],
  [1400, rejected(wrongRequest)],
  [1410, rejected(wrongRequest)],
  [1440, rejected(wrongRequest)],
  [1450, rejected(wrongRequest)],
  [1090, rejected('The text is too long. Shorten it, or send it in two messages.')],
  // The recipient.
  [1040, rejected('Vonage does not know numbers that begin like this one. Check it with the customer.')],
  [1050, rejected('Vonage does not deliver to this number. Use another way to reach the customer.')],
  [1170, rejected('This is not a phone number that exists. Check it with the customer.')],
  [1430, rejected('This is not a phone number that exists. Check it with the customer.')],
  [1431, rejected('The message has more than one recipient. Send it to one at a time.')],
  [1180, rejected('The phone could not be reached; it may be switched off or out of range. Send again later.')],
  [1190, rejected('This number is no longer in use. Check it with the customer.')],
  [
    1200,
    rejected(
      'The customer changed their carrier, and the number does not work yet. Use another way to reach them; they can ask their carrier.',
    ),
  ],
  [1220, rejected('The phone was busy and could not take the message. Send again later.')],
  [
    optedOutError,
    rejected(
      'The customer has opted out of messages from this sender. They can text START to it to receive messages again; until then, use another way to reach them.',
    ),
  ],
  [1241, rejected('Too many messages went to this number in a short time. Wait a while, then send again.')],
  [
    1270,
    rejected('The carrier blocked the message because of an age restriction. Use another way to reach the customer.'),
  ],
  [
    1280,
    rejected(
      'The customer’s carrier blocked the message: their contract may not include text messages, or may be suspended. Use another way to reach them.',
    ),
  ],
  [1290, rejected('The customer’s prepaid card has no credit to receive the message. Use another way to reach them.')],
  [1300, rejected('This number cannot receive text messages. Ask the customer for a mobile number.')],
  [1310, rejected('The customer’s phone cannot receive this message. Use another way to reach them.')],
  // The sender.
  [
    1120,
    rejected(
      'The country of this number does not allow the chosen sender. Choose another sender, or ask your administrator which senders it allows.',
    ),
  ],
  [
    1420,
    rejected(
      'Vonage does not accept the chosen sender. Choose another one, or ask your administrator to check the senders of the plugin sms-vonage.',
    ),
  ],
  [1476, rejected('The chosen sender is on a list of numbers that nobody may send from. Choose another sender.')],
  // The content.
  [1210, rejected(filtered)],
  [1282, rejected(filtered)],
  [
    repeatedError,
    rejected('Vonage says that it has this message already. Check with the customer before you send it again.'),
  ],
  [1470, rejected(fraudDefender)],
  [1472, rejected(fraudDefender)],
  [1473, rejected(fraudDefender)],
  [1474, rejected(fraudDefender)],
  [1475, rejected(fraudDefender)],
  [2001, rejected(fraudDefender)],
  [1480, rejected(registration)],
  [1481, rejected(registration)],
  [1482, rejected(registration)],
  [
    1483,
    rejected(
      'The country of this number wants the customer’s consent to be registered, and it is not. Use another way to reach them, or ask your administrator.',
    ),
  ],
  [1484, rejected(registration)],
  // Delivery.
  [1030, rejected('Vonage had an internal problem with the message. Send again later.')],
  [1100, rejected('Vonage could not hand the message on. Send again later.')],
  [1230, rejected('The network had a problem with the message. Send again later.')],
  [1250, rejected('Vonage has no way to the network of this number. Use another way to reach the customer.')],
  [
    1251,
    rejected(
      'Vonage has no way to the network of this number. Choose another sender, or ask your administrator to check the routing in the Vonage dashboard.',
    ),
  ],
  [1260, rejected('This number cannot be reached. Check it with the customer.')],
  [
    1330,
    rejected(
      'The carrier could not deliver the message and gave no cause. Check the number, or use another way to reach the customer.',
    ),
  ],
  [1331, rejected('The customer’s carrier did not answer. Send again in a few minutes.')],
  [1360, rejected('The phone could not be reached in time, and the message was given up. Send again later.')],
  [
    1490,
    rejected(
      'Whether the whole message arrived is not known: the carrier did not report on every part of it. Check with the customer before you send it again.',
    ),
  ],
]);

/** For an answer of 429. Vonage documents its `Retry-After`; the request itself was turned away. */
export const tooManyRequests = notSent(
  'Vonage is handling too many requests of this account. The message is tried again.',
);

/**
 * Problems of the account that an answer names by a word in place of a code.
 * Source: https://developer.vonage.com/en/api-errors
 */
export const vonageAccountErrors: ReadonlyMap<string, VonageError> = new Map([
  ['low-balance', notSent('The credit of the Vonage account is used up. Ask your administrator to top it up.')],
  ['account-suspended', notSent('The Vonage account is suspended. Ask your administrator to contact Vonage support.')],
  [
    'unprovisioned',
    notSent(
      'The Vonage application may not send messages. Ask your administrator to give it the capability Messages in the Vonage dashboard.',
    ),
  ],
  [
    'jwt-expired',
    notSent(
      'Vonage found that its access had expired before it was used. Ask your administrator to check the clock of this server.',
    ),
  ],
]);

/** For an answer whose status says that this server was not let through, and which does not say more. */
export const notLetThrough = notSent(
  'Vonage, or a proxy on the way to it, does not let this server through. Ask your administrator to check applicationId, privateKey and apiBaseUrl of the plugin sms-vonage, and the proxy.',
);

/** For a code that is not in the table: Vonage adds new ones without notice. */
export function vonageErrorOf(code: number | undefined): VonageError {
  const known = code === undefined ? undefined : vonageErrors.get(code);
  if (known) return known;
  if (code === undefined)
    return rejected(
      'Vonage refused the message without a code. Ask your administrator to look at the logs in the Vonage dashboard.',
    );
  return rejected(
    `Vonage refused the message with code ${code}. Its meaning is at https://developer.vonage.com/en/api-errors/messages`,
  );
}
