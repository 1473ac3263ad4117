import type { Socket } from 'node:net';
import { MalformedRequestError } from '../problems/malformed-request-error.js';
import { problemOf } from '../problems/problem-of.js';

/** The answer to bytes that are no HTTP request, so that even these get a problem. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const detail =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? 'The headers are too large. Send fewer or shorter ones.'
      : 'The request is not HTTP, or did not arrive whole in time.';
  const body = JSON.stringify(problemOf(new MalformedRequestError(detail)));
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroy();
}
