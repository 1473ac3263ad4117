/** What a plugin's `package.json` says about it, read before any of its code runs. */
export interface PluginManifest {
  /** `null` for a lone file without a `package.json` beside it: then only its code knows. */
  readonly id: string | null;
  readonly version: string | null;
  readonly description: string | null;
  /** Absolute path of the module to import. */
  readonly entry: string;
  /** Semver range of kernels that it works with; `null` for a lone file. */
  readonly kernel: string | null;
  /** Ids of extension points; `null` for a lone file. */
  readonly contributes: readonly string[] | null;
  /** Absolute path of its JSON Schema. */
  readonly configSchema: string | null;
  /** Absolute path of the report on its conformance. */
  readonly conformance: string | null;
}

/** Ids of plugins: what appears in URLs, in the order of contributions and in every error. */
export const pluginIdPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
