import { injectable, type RecipientCandidate, type RecipientValidator, type RecipientVerdict } from '@hailpoint/kernel';
import { MyPluginConfig } from './my-plugin-config.js';

/** Refuses numbers that nobody shall write to. All others are left to the next validator as they are. */
@injectable()
export class MyPluginValidation implements RecipientValidator {
  constructor(private readonly config: MyPluginConfig) {}

  isValidForChannel(channel: string): boolean {
    return this.config.channels.includes(channel);
  }

  /** `derivation` is there when a validator before this one has made the number. */
  validateRecipient({ value, derivation }: RecipientCandidate): RecipientVerdict {
    const number = value.trim();
    if (number === '' || /[\p{Cc}\p{Cs}]/u.test(number))
      return { valid: false, code: 'no_number', reason: 'This is no number. Write one.' };
    // The reason does not repeat the number: the agent sees it beside, and the log must not have it.
    if (this.config.blockedPrefixes.some((prefix) => number.startsWith(prefix)))
      return { valid: false, code: 'number_blocked', reason: 'Numbers of this kind are not written to.' };
    const asWritten = { rule: 'as_written', sources: [], explanation: 'As it is written.' } as const;
    return { valid: true, recipientId: number, derivation: derivation ?? asWritten };
  }
}
