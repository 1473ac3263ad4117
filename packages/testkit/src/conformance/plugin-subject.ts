import type { DirectoryPerson, HttpRequest, PluginDefinition } from '@hailpoint/kernel';
import type { FakeHttpAnswer } from '../fake-http-client.js';

/** A plugin, with its configuration as a file would have it. */
export interface PluginUnderTest {
  readonly definition: PluginDefinition;
  readonly config?: unknown;
  /** What `${NAME}` in the configuration reads. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** What every suite but that of channel providers must know: the plugin, and what answers it. */
export interface PluginSubject {
  readonly plugin: PluginUnderTest;
  /** Name of the contribution. Needed when the plugin has several to the extension point. */
  readonly contribution?: string;
  /** Answers its requests over `HttpClient`. The suite also lets them fail, stay without an answer, and overtake each other. Default: it makes none. */
  http?(request: HttpRequest): FakeHttpAnswer | Promise<FakeHttpAnswer>;
  /** Whom the directory knows. Default: nobody. */
  readonly people?: readonly DirectoryPerson[];
  /** What of the configuration nobody may see. */
  readonly secrets?: readonly string[];
}
