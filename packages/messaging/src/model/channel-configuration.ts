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
}
