export interface TwilioError {
  /** What an answer to a send with this code means; a receipt is final all the same. `notSent`: nothing was created, and a later try can succeed. */
  readonly outcome: 'rejected' | 'notSent';
  /** For the agent: what is wrong, and what to do next. Never an address. */
  readonly reason: string;
}

/** The recipient opted out of messages from the sender. */
export const optedOutError = 21610;

const rejected = (reason: string): TwilioError => ({ outcome: 'rejected', reason });
const notSent = (reason: string): TwilioError => ({ outcome: 'notSent', reason });

/**
 * Twilio's error codes in plain language, for answers to a send and for status callbacks.
 * Source: the pages https://www.twilio.com/docs/api/errors/<code>.
 */
export const twilioErrors: ReadonlyMap<number, TwilioError> = new Map([
  // The account. Nothing was created, and every message would be answered so until the administrator has mended it: none is given up for that.
  [
    20003,
    notSent(
      'Twilio did not accept the credentials. Ask your administrator to check account SID, auth token and API key of the plugin sms-twilio.',
    ),
  ],
  [20005, notSent('The Twilio account is not active. Ask your administrator to reactivate it in the Twilio Console.')],
  [
    20404,
    notSent(
      'Twilio does not know this account. Ask your administrator to check the account SID of the plugin sms-twilio.',
    ),
  ],
  [20429, notSent('Twilio is handling too many requests of this account. The message is tried again.')],
  [30002, notSent('The Twilio account is suspended. Ask your administrator to contact Twilio support.')],
  // The recipient.
  [21211, rejected('This is not a phone number that exists. Check it with the customer.')],
  [
    21265,
    rejected('The recipient is a short code, which cannot receive messages. Ask the customer for a mobile number.'),
  ],
  [21266, rejected('Sender and recipient are the same number. Choose another recipient.')],
  [
    21408,
    rejected(
      'The Twilio account may not send to the country of this number. Ask your administrator to enable it under Messaging geographic permissions in the Twilio Console.',
    ),
  ],
  [
    21608,
    rejected(
      'A Twilio trial account sends to verified numbers only. Ask your administrator to upgrade the account or to verify the number.',
    ),
  ],
  [
    21610,
    rejected(
      'The customer has opted out of messages from this sender. They can text START to it to receive messages again; until then, use another way to reach them.',
    ),
  ],
  [21612, rejected('Twilio cannot reach this number from the chosen sender. Choose another sender.')],
  [21614, rejected('This number cannot receive text messages. Ask the customer for a mobile number.')],
  [
    21635,
    rejected('This number is a landline, which cannot receive text messages. Ask the customer for a mobile number.'),
  ],
  // The sender.
  [21603, rejected('The message has no sender. Choose one and send again.')],
  [
    21606,
    rejected(
      'The chosen sender cannot send text messages to this number. Choose another sender, or ask your administrator to check it in the Twilio Console.',
    ),
  ],
  [21611, notSent('The chosen sender has too many messages waiting. The message is tried again.')],
  [
    21659,
    rejected(
      'The chosen sender is not a Twilio number. Ask your administrator to check the senders of the plugin sms-twilio.',
    ),
  ],
  [
    21660,
    rejected(
      'The chosen sender does not belong to this Twilio account. Ask your administrator to check the senders of the plugin sms-twilio.',
    ),
  ],
  [21661, rejected('The chosen sender cannot send text messages. Choose another one.')],
  [
    21701,
    rejected(
      'Twilio does not know this Messaging Service. Ask your administrator to check the messagingServices of the plugin sms-twilio.',
    ),
  ],
  [
    21703,
    rejected(
      'The Messaging Service has no number to send from. Ask your administrator to add one in the Twilio Console.',
    ),
  ],
  [
    30032,
    rejected(
      'The toll-free sender is not verified yet. Choose another sender, or ask your administrator to finish its verification in the Twilio Console.',
    ),
  ],
  [
    30034,
    rejected(
      'The sender is not registered for business texting in the United States (A2P 10DLC). Choose another sender, or ask your administrator to register it in the Twilio Console.',
    ),
  ],
  // The message.
  [21602, rejected('The message is empty. Write a text or attach a picture.')],
  [21609, rejected('Twilio cannot use the address for receipts. Ask your administrator to check server.publicUrl.')],
  [21617, rejected('The text is longer than 1600 characters. Shorten it, or send it in two messages.')],
  [21619, rejected('The message is empty. Write a text or attach a picture.')],
  [
    21620,
    rejected(
      'Twilio cannot use the address of the attached picture. Ask your administrator to check server.publicUrl.',
    ),
  ],
  [21623, rejected('There are more than 10 pictures. Remove some of them.')],
  [
    30010,
    rejected(
      'The message would cost more than the limit set for the account. Shorten it, or ask your administrator to raise the limit.',
    ),
  ],
  [30011, rejected('Pictures cannot be sent to this number. Send the text without them.')],
  [30019, rejected('Text and pictures together are too large for the customer’s carrier. Send smaller pictures.')],
  // Delivery.
  [30001, notSent('Twilio’s queue for this sender was full. Wait a few minutes, then send again.')],
  [30003, rejected('The phone could not be reached; it may be switched off or out of range. Send again later.')],
  [30004, rejected('The message was blocked by the customer or their carrier. Use another way to reach them.')],
  [30005, rejected('This number is unknown or no longer in use. Check it with the customer.')],
  [
    30006,
    rejected('This number is a landline, or its carrier cannot be reached. Ask the customer for a mobile number.'),
  ],
  [
    30007,
    rejected(
      'The carrier filtered the message as unwanted. Change the wording and leave out links; if it happens again, tell your administrator.',
    ),
  ],
  [
    30008,
    rejected(
      'The carrier could not deliver the message and gave no cause. Send again later, or use another way to reach the customer.',
    ),
  ],
  [30022, rejected('The carrier’s limit for this sender was reached. Wait a few minutes, then send again.')],
  [
    30023,
    rejected('The carrier’s daily limit for this sender was reached. Send again tomorrow, or choose another sender.'),
  ],
  [30036, rejected('The message waited too long at Twilio and was given up. Send again.')],
  [30410, rejected('The customer’s carrier did not answer in time. Send again later.')],
]);

/** For an answer whose status says that this server was not let through, and whose code, if it has one, is not in the table. */
export const notLetThrough = notSent(
  'Twilio, or a proxy on the way to it, does not let this server through. Ask your administrator to check account SID, credentials and apiBaseUrl of the plugin sms-twilio, and the proxy.',
);

/** For a code that is not in the table: Twilio adds new ones without notice. */
export function twilioErrorOf(code: number | undefined): TwilioError {
  const known = code === undefined ? undefined : twilioErrors.get(code);
  if (known) return known;
  if (code === undefined)
    return rejected('Twilio refused the message without a code. Ask your administrator to look at the Twilio Console.');
  return rejected(
    `Twilio refused the message with code ${code}. Its meaning is at https://www.twilio.com/docs/api/errors/${code}`,
  );
}
