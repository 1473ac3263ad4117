import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PostOutcome } from '../carrier-message.js';
import { sendJson } from './route.js';

/** Tells the company what became of its message, or does not. */
export function answerPost(request: IncomingMessage, response: ServerResponse, result: PostOutcome): void {
  if (result.outcome === 'refused') {
    const { status, code, reason, retryAfterSeconds } = result;
    const headers: Record<string, string> =
      retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
    sendJson(response, status, { code, reason }, headers);
  } else if (result.fail === 'reset') {
    request.socket.resetAndDestroy();
  } else if (result.fail === 'error') {
    // The same whether the message was accepted or not: that is what makes it hard.
    sendJson(response, 500, { code: 'carrier_failed', reason: 'The carrier failed.' });
  } else if (result.outcome === 'accepted') {
    const { carrierMessageId, segments } = result;
    const answer = { carrierMessageId, segments, status: 'accepted' };
    if (result.fail === 'tornAnswer') tear(request, response, JSON.stringify(answer));
    else sendJson(response, 201, answer);
  }
}

function tear(request: IncomingMessage, response: ServerResponse, content: string): void {
  response.writeHead(201, { 'content-type': 'application/json; charset=utf-8', 'content-length': content.length });
  response.write(content.slice(0, content.length / 2), () => request.socket.resetAndDestroy());
}
