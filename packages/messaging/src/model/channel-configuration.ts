/**
 * What customers are answered when they text a keyword; `{sender}` stands for the sender's name. Left out: a text in the person's language
 * where that is known, else in English.
 */
export interface ConsentTexts {
  /** Confirms an opt-out. */
  readonly optOut?: string;
  /** Confirms that messages come again. */
  readonly start?: string;
  readonly help?: string;
}

/** A row of the admin's list of channels. */
export interface ChannelConfiguration {
  readonly channel: string;
  /** Name for people: "SMS". */
  readonly name: string;
  readonly active: boolean;
  readonly order: number;
  /** Ids of the plugins that bring it. Empty: configured, but nothing carries it (C4). */
  readonly plugins: readonly string[];
  readonly checkActiveRecipientProfile: boolean;
  readonly manualRecipientEntry: boolean;
  /** Agents write only to people who opted in. */
  readonly requireOptIn: boolean;
  /** What customers are answered when they text a keyword. */
  readonly consentTexts: ConsentTexts;
  /** Where the values come from. */
  readonly origin: 'default' | 'file' | 'override';
  /** The file forbids changes. */
  readonly locked: boolean;
}

export interface ChannelConfigurationInput {
  readonly active?: boolean;
  readonly order?: number;
  readonly checkActiveRecipientProfile?: boolean;
  readonly manualRecipientEntry?: boolean;
  readonly requireOptIn?: boolean;
  /** As a whole: texts that are left out are the default ones. */
  readonly consentTexts?: ConsentTexts;
}

/** What a change of a channel configuration would mean, at the moment of the plan. */
export interface ChannelPlan {
  readonly channel: string;
  readonly openConversations: number;
  readonly queuedMessages: number;
  readonly scheduledMessages: number;
  /** In sentences, for the administrator. Empty: nobody under way will notice. */
  readonly consequences: readonly string[];
}
