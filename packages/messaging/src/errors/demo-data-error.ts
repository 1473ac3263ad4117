import { MessagingError } from './messaging-error.js';

/** The demo data contradict themselves or their form; `fields` name every place. Nothing was imported. */
export class DemoDataError extends MessagingError {
  readonly kind = 'invalid';
  readonly code = 'demo_data_invalid';

  /** @param problems `path` such as `conversations[2].messages[0].state`. */
  constructor(problems: readonly { readonly path: string; readonly problem: string }[]) {
    super(
      `The demo data cannot be imported:\n${problems.map(({ path, problem }) => `  ${path || '(top)'}: ${problem}`).join('\n')}`,
      { fields: problems.map(({ path, problem }) => ({ field: path, code: 'demo_data_invalid', message: problem })) },
    );
  }
}
