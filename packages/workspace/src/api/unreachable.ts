/** No answer came back: whether the server acted on the request is not known. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The server could not be reached. Check the connection and try again.', { cause });
    this.name = 'Unreachable';
  }
}
