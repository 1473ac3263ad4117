import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { BodyTooLargeError } from '../problems/body-too-large-error.js';
import { HttpProblem } from '../problems/http-problem.js';
import { InvalidRequestError } from '../problems/invalid-request-error.js';
import { MalformedRequestError } from '../problems/malformed-request-error.js';

/** The one file of a form, read up to `maxBytes`. @throws InvalidRequestError, BodyTooLargeError, MalformedRequestError */
export async function readUpload(
  request: FastifyRequest,
  maxBytes: number,
): Promise<{ fileName: string; content: Uint8Array }> {
  let upload: { fileName: string; content: Uint8Array } | null = null;
  try {
    for await (const part of request.parts({ limits: { fileSize: maxBytes, files: 2, parts: 4, fieldSize: 1_000 } })) {
      if (part.type !== 'file' || part.fieldname !== 'file')
        throw wrong(part.fieldname, 'unknown_field', 'is not a part here. There is: file.');
      if (upload) throw wrong('file', 'too_many', 'must be one file. Upload several one by one.');
      upload = await readFile(part, maxBytes);
    }
  } catch (error) {
    throw uploadProblem(error, maxBytes);
  }
  if (!upload) throw wrong('file', 'required', 'is required.');
  return upload;
}

async function readFile(part: MultipartFile, maxBytes: number): Promise<{ fileName: string; content: Uint8Array }> {
  const content = await part.toBuffer();
  if (part.file.truncated) throw new BodyTooLargeError(maxBytes);
  const fileName = part.filename ?? '';
  if (fileName === '' || fileName.length > 255 || /[\0\p{Surrogate}]/u.test(fileName)) {
    throw wrong('file', 'malformed', 'must have a file name of 1 to 255 characters.');
  }
  if (content.byteLength === 0) throw wrong('file', 'too_short', 'must not be empty.');
  return { fileName, content };
}

function wrong(part: string, code: string, message: string): InvalidRequestError {
  return new InvalidRequestError([{ field: `/${part.slice(0, 60)}`, code, message }]);
}

/** The parser's complaints are about the form; whatever is coded keeps its code. */
function uploadProblem(error: unknown, maxBytes: number): unknown {
  if (error instanceof HttpProblem) return error;
  const code = (error as { code?: unknown }).code;
  if (code === 'FST_REQ_FILE_TOO_LARGE') return new BodyTooLargeError(maxBytes);
  if (code === 'FST_INVALID_MULTIPART_CONTENT_TYPE') return error;
  if (code === 'FST_FILES_LIMIT' || code === 'FST_PARTS_LIMIT' || code === 'FST_FIELDS_LIMIT') {
    return wrong('file', 'too_many', 'must be the only part of the form.');
  }
  return new MalformedRequestError(
    'The form breaks off or cannot be read. Send multipart/form-data with one part named "file".',
  );
}
