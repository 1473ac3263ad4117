/** Something that the agent fills in. */
export interface TemplateVariable {
  /** As it stands between the braces of the body: `1`, or `customer_name`. */
  readonly name: string;
  /** For the agent. Default: the name. */
  readonly label?: string;
  readonly example?: string;
  /** Characters (UTF-16 code units) that its value may have. */
  readonly maxLength?: number;
}

/** A text that the carrier has approved, with places for variables. Some channels take nothing else outside of a conversation. */
export interface MessageTemplate {
  /** Unique within the provider; what a composition names. */
  readonly id: string;
  /** For the agent. */
  readonly name: string;
  /** As the carrier writes it, such as `en_US`. */
  readonly language: string;
  /** What the customer will see, with `{{variable}}` where a variable stands. */
  readonly body: string;
  /** Every variable of the body, in the order in which they are asked for. */
  readonly variables: readonly TemplateVariable[];
  /** Ids of the senders that may send it. Default: all of the provider. */
  readonly senderIds?: readonly string[];
  /** Characters (UTF-16 code units) that the finished text may have. Default: `capabilities.text.maxLength`. */
  readonly maxLength?: number;
}

/** The template that a message is sent as, with what was filled in. */
export interface OutboundTemplate {
  readonly id: string;
  readonly language: string;
  /** The value of each variable, by name. */
  readonly variables: Readonly<Record<string, string>>;
}
