import { MessagingError } from './messaging-error.js';

/** The carrier of the message cannot be asked: its plugin does not offer it, or is switched off. */
export class LookUpImpossibleError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'look_up_impossible';

  constructor(plugin: string, isOn: boolean) {
    super(
      isOn
        ? `The plugin ${plugin} cannot ask its carrier what became of a message. You decide whether to send it again.`
        : `The plugin ${plugin} is switched off, so its carrier cannot be asked. An administrator can switch it on.`,
    );
  }
}
