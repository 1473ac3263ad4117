/** The body of an `application/problem+json` answer. */
export interface ProblemBody {
  status: number;
  title?: string;
  detail?: string;
  code?: string;
  /** One entry per wrong field; `field` is a JSON pointer into what was sent. */
  errors?: { field: string; code: string; message: string }[];
  /** With code `plan_changed`: the preflight that holds now. */
  preflight?: unknown;
  /** With codes such as `plugin_plan_changed`: the plan that holds now. */
  plan?: unknown;
}

/** The server's refusal, with the reason it gave. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly body: ProblemBody;

  constructor(body: ProblemBody) {
    const title = body.title ?? 'The server refused this';
    super(body.detail ?? title);
    this.name = 'Problem';
    this.status = body.status;
    this.code = body.code ?? `http_${body.status}`;
    this.title = title;
    this.detail = body.detail ?? title;
    this.body = body;
  }

  /** Messages by field name, such as `relatedRecord.url` for the pointer `/relatedRecord/url`. */
  fieldErrors(): Record<string, string> {
    const byField: Record<string, string> = {};
    for (const { field, message } of this.body.errors ?? []) {
      const name = field.replace(/^#?\//, '').replaceAll('/', '.');
      // The server's sentence begins with the field's name, which stands above it here.
      byField[name] ??= message.charAt(0).toUpperCase() + message.slice(1);
    }
    return byField;
  }
}
