import { HttpClient, type HttpRequest, HttpRequestError, type HttpResponse } from '@hailpoint/kernel';
import { type FakeHttpAnswer, FakeHttpClient } from '../fake-http-client.js';

/**
 * What becomes of the requests of a plugin.
 * - `answered`: as the subject says.
 * - `reversed`: those that wait at the same time are answered last to first.
 * - `silent`: never; a request ends only when its signal is aborted.
 * - the others are mishaps; those with an answer repeat the request in it, as many servers do.
 */
export type HttpStage = 'answered' | 'reversed' | 'silent' | HttpMishap;
export type HttpMishap = 'failing' | 'unauthorized' | 'garbled' | 'unreachable' | 'reset';
export const httpMishaps: readonly HttpMishap[] = ['failing', 'unauthorized', 'garbled', 'unreachable', 'reset'];

interface Waiting {
  readonly request: HttpRequest;
  readonly resolve: (response: HttpResponse | Promise<HttpResponse>) => void;
}

/** HTTP as the suite wants it to go. */
export class StagedHttpClient extends HttpClient {
  stage: HttpStage = 'answered';
  /** Requests that were made. */
  asked = 0;
  /** Requests without an end. */
  pending = 0;
  readonly #subject: FakeHttpClient;
  #waiting: Waiting[] = [];
  #listeners: (() => void)[] = [];

  constructor(answer: (request: HttpRequest) => FakeHttpAnswer | Promise<FakeHttpAnswer>) {
    super();
    this.#subject = new FakeHttpClient(answer);
  }

  async request(request: HttpRequest): Promise<HttpResponse> {
    if (request.signal?.aborted) throw givenUp();
    this.asked += 1;
    this.pending += 1;
    for (const listener of this.#listeners.splice(0)) listener();
    try {
      return await this.#response(request);
    } finally {
      this.pending -= 1;
    }
  }

  /** Resolves at the next request. */
  requested(): Promise<void> {
    return new Promise((resolve) => this.#listeners.push(resolve));
  }

  #response(request: HttpRequest): Promise<HttpResponse> {
    const told = `${request.method ?? 'GET'} ${request.url} ${JSON.stringify(request.headers ?? {})} ${String(request.body ?? '')}`;
    switch (this.stage) {
      case 'answered':
        return this.#subject.request(request);
      case 'reversed':
        return this.#reversed(request);
      case 'silent':
        return new Promise((_, reject) => request.signal?.addEventListener('abort', () => reject(givenUp())));
      case 'failing':
        return answer({ status: 500, body: { error: `Something failed at ${told}` } });
      case 'unauthorized':
        return answer({ status: 401, body: { error: `Not allowed: ${told}` } });
      case 'garbled':
        return answer({ body: `<html>Welcome. You asked for ${told}` });
      case 'unreachable':
        return Promise.reject(new HttpRequestError('not_connected', false, 'The server cannot be reached.'));
      case 'reset':
        return Promise.reject(new HttpRequestError('connection_lost', true, 'The connection was reset.'));
    }
  }

  #reversed(request: HttpRequest): Promise<HttpResponse> {
    return new Promise((resolve) => {
      this.#waiting.push({ request, resolve });
      // What is asked meanwhile joins; everything that can ask has asked by then.
      if (this.#waiting.length === 1) setImmediate(() => this.#answerWaiting());
    });
  }

  #answerWaiting(): void {
    for (const { request, resolve } of this.#waiting.splice(0).reverse()) resolve(this.#subject.request(request));
  }
}

function answer(content: FakeHttpAnswer): Promise<HttpResponse> {
  return new FakeHttpClient(() => content).request({ url: 'https://unused.example' });
}

function givenUp(): HttpRequestError {
  return new HttpRequestError('aborted', true, 'The request was given up.');
}
