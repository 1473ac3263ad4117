import type { ChangeAction, PluginListing, PluginProblem } from '@hailpoint/kernel/host';

/** Where an effective value comes from. */
export type ValueOrigin =
  | { readonly from: 'default' }
  | { readonly from: 'file'; readonly line: number | null }
  | { readonly from: 'environment'; readonly variable: string }
  /** Set by an administrator; kept until it is reset. */
  | { readonly from: 'override' };

/** An entry of `plugins` in the configuration file, as a node read it. */
export interface ConfiguredPlugin {
  readonly package: string;
  readonly enabled: boolean;
  readonly order?: number;
  readonly contributionOrders: Readonly<Record<string, number>>;
  /** As written, references to the environment included. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly locked: boolean;
  readonly origins: {
    readonly enabled: ValueOrigin;
    readonly order: ValueOrigin;
    /** By the first names in `config`. */
    readonly config: Readonly<Record<string, ValueOrigin>>;
  };
}

/** What a node's configuration file says. */
export interface PluginFile {
  /** SHA-256 of the text. */
  readonly digest: string;
  readonly plugins: readonly ConfiguredPlugin[];
}

/** What an administrator set. What is absent falls through to the file and the defaults. */
export interface PluginOverride {
  readonly enabled?: boolean;
  readonly order?: number;
  /** Of single contributions, by name. */
  readonly contributionOrders?: Readonly<Record<string, number>>;
  /** Of the first names in `config`: each takes the place of the file's. */
  readonly config?: Readonly<Record<string, unknown>>;
}

export type PluginOverrideField = keyof PluginOverride;

/** What an administrator asks for. Values are set first, then `reset` takes back, and `undo` puts back. */
export interface PluginChange {
  readonly enabled?: boolean;
  readonly order?: number;
  /** `null` takes a single one back. */
  readonly contributionOrders?: Readonly<Record<string, number | null>>;
  /** `null` takes a single one back. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Takes back what was set here: all of it, or these fields. */
  readonly reset?: boolean | readonly PluginOverrideField[];
  /** Id of an entry of the plugin's history: what held before it holds again. */
  readonly undo?: string;
}

/** A sender that stops sending. */
export interface AffectedSender {
  readonly channel: string;
  readonly id: string;
  readonly name: string;
}

/** Whom and what a change touches, in numbers, at the moment of the plan. */
export interface PluginImpact {
  /** Channels that nothing carries any more. */
  readonly channels: readonly string[];
  readonly senders: readonly AffectedSender[];
  /** Conversations on these senders. */
  readonly openConversations: number;
  readonly queuedMessages: number;
  /** Sent, or perhaps sent, and their end not known. */
  readonly messagesUnderWay: number;
  readonly scheduledMessages: number;
  /** Conversations that a virtual agent has. */
  readonly virtualAgentConversations: number;
}

export interface PluginPlanAction {
  readonly plugin: string;
  readonly package: string;
  readonly action: ChangeAction;
  readonly problem: PluginProblem | null;
}

/** What a change would do. Computed on one node, which answers; overrides reach every node. */
export interface PluginPlan {
  readonly planId: string;
  readonly plugin: string;
  readonly actions: readonly PluginPlanAction[];
  /** It cannot be carried out; an action says why. */
  readonly blocked: boolean;
  /** Only a new process can carry it out. */
  readonly restartRequired: boolean;
  readonly impact: PluginImpact;
  /** In sentences, for the administrator. Empty: nobody will notice. */
  readonly consequences: readonly string[];
  /** What would be set afterwards. */
  readonly override: PluginOverride;
}

export interface PluginOverview extends PluginListing {
  /** Effective, as written: references to the environment are not read, so no secret is in it. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly contributionOrders: Readonly<Record<string, number>>;
  readonly origins: ConfiguredPlugin['origins'];
  readonly override: PluginOverride;
  /** A contribution of it failed last time, or is not called for a while. Whether stopped instances of it are still reachable, `held` says. */
  readonly degraded: boolean;
  /** It is switched off, and takes what its carrier still brings. */
  readonly offSince: string | null;
}

export interface PluginDetails extends PluginOverview {
  /** JSON Schema of its configuration; `null`: it has none, or its package does not bring it. */
  readonly schema: object | null;
}

export interface PluginChangeResult {
  readonly plan: PluginPlan;
  readonly plugin: PluginOverview;
  /** Of the entry in the history; undoing it brings back what held before. */
  readonly changeId: string;
}

/** One process of this installation. */
export interface NodeOverview {
  readonly id: string;
  readonly name: string;
  readonly startedAt: string;
  readonly seenAt: string;
  /** It is the one that answers. */
  readonly self: boolean;
  /** Its configuration file says the same as that of the node that answers. */
  readonly sameFile: boolean;
  /** Its plugins run as they do on the node that answers. */
  readonly samePlugins: boolean;
  /** It runs what it shall run. */
  readonly settled: boolean;
  /** What it could not carry out, and what waits for its restart. */
  readonly problems: readonly string[];
}
