import type { RouteDescription } from './http/route-table.js';

export interface HailpointServer {
  /**
   * Begins to answer, on the configuration's host and port unless others are given.
   * @returns its address, such as `http://127.0.0.1:7420`
   * @throws PortInUseError
   */
  listen(at?: { readonly port?: number; readonly host?: string }): Promise<string>;
  /** Ends event streams, finishes requests under way, then stops. Does not stop the domain. */
  close(): Promise<void>;
  /** Where this process itself answers. @throws when it does not listen yet */
  readonly url: string;
  /** Every route with its access rule. */
  readonly routes: readonly RouteDescription[];
}
