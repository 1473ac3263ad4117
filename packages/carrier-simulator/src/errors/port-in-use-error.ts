/** Another process listens on the port that the carrier was told to use. */
export class PortInUseError extends Error {
  readonly code = 'port_in_use';

  constructor(
    readonly host: string,
    readonly port: number,
    cause: unknown,
  ) {
    super(
      `Port ${port} on ${host} is taken by another process. Stop that process, or choose another port (0 takes any free one).`,
      { cause },
    );
    this.name = 'PortInUseError';
  }
}
