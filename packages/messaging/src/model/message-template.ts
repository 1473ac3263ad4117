/** A template, and what the agent fills in. */
export interface TemplateChoice {
  readonly id: string;
  /** The value of each variable, by name. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The template that a message goes out as. */
export interface TemplateName {
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly language: string;
}

/** A template as the forms offer it. */
export interface ComposeTemplate extends TemplateName {
  /** What the customer will see, with `{{variable}}` where a variable stands. */
  readonly body: string;
  readonly variables: readonly {
    readonly name: string;
    /** For people. */
    readonly label: string;
    readonly example: string | null;
    /** Characters that its value may have; `null`: only the finished text has a limit. */
    readonly maxLength: number | null;
  }[];
  /** Senders that may send it. */
  readonly senderIds: readonly string[];
}

/** What a policy that allows says besides: how long it stays so. */
export interface AvailabilityNote {
  /** For the agent. */
  readonly note: string;
  /** The first moment at which it may be otherwise; `null`: not known. */
  readonly until: string | null;
}
