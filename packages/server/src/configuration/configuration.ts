import type { FollowUpRule } from '@hailpoint/messaging';

/** Where an effective value comes from. `environment` names the variable. */
export type Origin =
  | { readonly from: 'default' }
  | { readonly from: 'file'; readonly line: number | null }
  | { readonly from: 'environment'; readonly variable: string };

export interface ServerConfiguration {
  /** 0: the system chooses. */
  readonly port: number;
  readonly host: string;
  /** Address under which browsers and carriers reach us, without a trailing slash. */
  readonly publicUrl: string | null;
  /** Whose `X-Forwarded-*` headers are believed: nobody's, everybody's, or those of proxies with these addresses (IP or CIDR). */
  readonly trustProxy: boolean | readonly string[];
}

/** The data directory also holds what is local to this node, such as the control socket, whatever the database is. */
export type DatabaseConfiguration =
  | { readonly kind: 'embedded'; readonly directory: string }
  | { readonly kind: 'postgresql'; readonly directory: string; readonly url: string };

export interface PluginEntry {
  /** Name of a package, or a path that begins with `.` or `/`, relative to the configuration file. */
  readonly package: string;
  readonly enabled: boolean;
  /** Of all its contributions. */
  readonly order?: number;
  /** Of single contributions, by name. */
  readonly contributionOrders: Readonly<Record<string, number>>;
  /** As written: the plugin host reads `${NAME}` and checks it, because only the plugin knows what is secret. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly locked: boolean;
}

export interface ChannelEntry {
  readonly active?: boolean;
  readonly order?: number;
  readonly checkActiveRecipientProfile?: boolean;
  readonly manualRecipientEntry?: boolean;
  readonly requireOptIn?: boolean;
  readonly consentTexts?: { readonly optOut?: string; readonly start?: string; readonly help?: string };
  readonly locked?: boolean;
}

/** One line of the home page's guided list. */
export interface GuideItem {
  /** Number of the interaction that shows it. */
  readonly interaction: string;
  readonly title: string;
  readonly text: string;
}

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** The effective configuration of this process: default < file < environment. Paths are absolute. Deeply frozen. */
export interface Configuration {
  /** The file that was read. */
  readonly file: string;
  /** SHA-256 of its text. */
  readonly digest: string;
  readonly server: ServerConfiguration;
  readonly database: DatabaseConfiguration;
  readonly plugins: readonly PluginEntry[];
  readonly channels: Readonly<Record<string, ChannelEntry>>;
  /** ISO 3166-1 alpha-2. */
  readonly defaultCountry: string | null;
  /** Path of a file or directory with sample people and interactions. */
  readonly demoData: string | null;
  readonly guide: readonly GuideItem[];
  /** `null`: nothing is written, and the domain's own hold. */
  readonly followUps: readonly FollowUpRule[] | null;
  readonly logLevel: LogLevel;
  /** By path, such as `server.port` or `plugins[0].enabled`. */
  readonly origins: Readonly<Record<string, Origin>>;
}
