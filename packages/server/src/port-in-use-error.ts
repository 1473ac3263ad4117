/** Another program has the port. */
export class PortInUseError extends Error {
  readonly code = 'port_in_use';

  constructor(host: string, port: number, cause: unknown) {
    super(
      `Port ${port} on ${host} is taken by another program, perhaps another Hailpoint. Stop that one, or choose another port: server.port in hailpoint.yaml, or HAILPOINT_PORT.`,
      { cause },
    );
    this.name = 'PortInUseError';
  }
}
