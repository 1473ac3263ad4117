import { MessagingError } from '@hailpoint/messaging';
import { BodyTooLargeError } from './body-too-large-error.js';
import { HttpProblem } from './http-problem.js';
import { InternalError } from './internal-error.js';
import { MalformedJsonError } from './malformed-json-error.js';
import { MalformedRequestError } from './malformed-request-error.js';
import { UnsupportedMediaTypeError } from './unsupported-media-type-error.js';

interface ErrorContext {
  readonly requestId: string;
  /** Bytes that the route takes. */
  readonly bodyLimit: number;
  /** What the route reads, such as `application/json`. */
  readonly consumes: string;
}

/** Whatever was thrown as the answer that the caller gets. Only coded errors keep their words; all else is internal. */
export function translateError(error: unknown, context: ErrorContext): HttpProblem | MessagingError {
  if (error instanceof HttpProblem || error instanceof MessagingError) return error;
  switch ((error as { code?: unknown } | null)?.code) {
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new MalformedJsonError();
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return new UnsupportedMediaTypeError(context.consumes);
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
    case 'FST_REQ_FILE_TOO_LARGE':
      return new BodyTooLargeError(context.bodyLimit);
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new MalformedRequestError('The body does not have the length that Content-Length says.');
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new MalformedRequestError(
        'The address holds a percent sign that is no escape, or a part that is too long.',
      );
    default:
      return new InternalError(context.requestId);
  }
}
