import { PluginError } from './plugin-error.js';

/** The plugin's module could not be loaded. It stays broken for the life of the process, even when the file is mended. */
export class ImportFailedError extends PluginError {
  readonly code = 'import_failed';
  override readonly restartRequired = true;

  constructor(plugin: string, reason: string, cause: unknown) {
    super({
      what: `The code of the plugin "${plugin}" could not be loaded.`,
      why: reason,
      fix: 'Mend the plugin (install what it imports) and restart Hailpoint: a module that failed fails until then.',
      cause,
    });
  }
}

/** Code that runs cannot be exchanged: modules stay loaded until the process ends. */
export class RestartRequiredError extends PluginError {
  readonly code = 'restart_required';
  override readonly restartRequired = true;

  constructor(plugin: string, from: string, to: string) {
    super({
      what: `The plugin "${plugin}" runs from "${from}" and would have to be loaded from "${to}".`,
      why: 'Code that runs cannot be exchanged in a running process.',
      fix: 'Restart this node: it then loads the plugin from the new place.',
    });
  }
}

/** The module's default export is no plugin. */
export class NotAPluginError extends PluginError {
  readonly code = 'not_a_plugin';
  override readonly restartRequired = true;

  constructor(plugin: string, why: string) {
    super({
      what: `The code of the plugin "${plugin}" is not a plugin.`,
      why,
      fix: 'Take definePlugin of "@hailpoint/kernel" and write "export default definePlugin({ id, register })".',
    });
  }
}

/** The plugin was built with a kernel package of its own, whose services and decorators are not the host's. */
export class KernelCopyError extends PluginError {
  readonly code = 'kernel_copy';
  override readonly restartRequired = true;

  constructor(plugin: string, theirs: string, ours: string) {
    super({
      what: `The plugin "${plugin}" brings a second copy of @hailpoint/kernel.`,
      why: `It uses ${theirs}; the host uses ${ours}.`,
      fix: 'Do not bundle @hailpoint/kernel into the plugin: make it a peer dependency, and mark it external in the bundler.',
    });
  }
}

/** Manifest and code name different ids. */
export class IdMismatchError extends PluginError {
  readonly code = 'id_mismatch';
  override readonly restartRequired = true;

  constructor(manifestId: string, codeId: string) {
    super({
      what: `The plugin "${manifestId}" calls itself "${codeId}" in its code.`,
      why: 'The manifest in package.json and definePlugin must name the same id.',
      fix: `Change one of them, so that both say "${manifestId}".`,
    });
  }
}

/** A contribution to another version of a contract than this kernel's. */
export class ContractVersionError extends PluginError {
  readonly code = 'contract_version';
  override readonly restartRequired = true;

  constructor(plugin: string, point: string, theirs: number, ours: number) {
    super({
      what: `The plugin "${plugin}" contributes to ${point}@${theirs}.`,
      why: `This kernel has ${point}@${ours}.`,
      fix:
        theirs > ours
          ? 'Install a newer Hailpoint, or an older version of the plugin.'
          : 'Install a newer version of the plugin.',
    });
  }
}

/** `register` did what it may not. */
export class RegistrationError extends PluginError {
  readonly code = 'registration';

  constructor(plugin: string, why: string, fix: string, cause?: unknown) {
    super({ what: `The plugin "${plugin}" could not register its contributions.`, why, fix, cause });
  }
}

/** A contribution could not be built: its constructor or factory threw, or asks for what the host does not have. */
export class ConstructionError extends PluginError {
  readonly code = 'construction';

  constructor(plugin: string, contribution: string, why: string, fix: string, cause?: unknown) {
    super({
      what: `The contribution "${contribution}" of the plugin "${plugin}" could not be built.`,
      why,
      fix,
      cause,
    });
  }
}

/** A contribution lacks what its contract requires. */
export class MemberMissingError extends PluginError {
  readonly code = 'member_missing';

  constructor(plugin: string, contribution: string, point: string, members: readonly string[]) {
    super({
      what: `The contribution "${contribution}" of the plugin "${plugin}" does not fulfil the contract "${point}".`,
      why: `It lacks ${members.join(', ')}.`,
      fix: `Add ${members.length === 1 ? 'it' : 'them'}; the types of @hailpoint/kernel and their comments state the contract.`,
    });
  }
}

/** A contribution has every member, and one of them is not what the contract says. */
export class ContractBrokenError extends PluginError {
  readonly code = 'contract_broken';

  constructor(plugin: string, contribution: string, point: string, fault: string) {
    super({
      what: `The contribution "${contribution}" of the plugin "${plugin}" does not fulfil the contract "${point}".`,
      why: fault,
      fix: `Mend it; the types of @hailpoint/kernel and their comments state the contract.`,
    });
  }
}

/** A start hook threw or did not end in time. */
export class StartFailedError extends PluginError {
  readonly code = 'start_failed';

  constructor(plugin: string, why: string, cause?: unknown) {
    super({
      what: `The plugin "${plugin}" did not start.`,
      why,
      fix: 'Check what it connects to and its configuration; nothing of it was left running.',
      cause,
    });
  }
}

/** Something that none of the other reasons names. */
export class UnexpectedPluginError extends PluginError {
  readonly code = 'unexpected';

  constructor(plugin: string, cause: unknown) {
    super({
      what: `The plugin "${plugin}" failed in an unforeseen way.`,
      why: `${cause instanceof Error ? cause.message : String(cause)}.`,
      fix: 'Report it with this text to the author of the plugin.',
      cause,
    });
  }
}
