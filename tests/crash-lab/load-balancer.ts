import { connect, createServer, type Socket } from 'node:net';

export interface LoadBalancer {
  readonly url: string;
  close(): Promise<void>;
}

/** One address for several nodes: each connection goes to the next node that takes it, and breaks when that node dies. */
export async function startLoadBalancer(ports: readonly number[]): Promise<LoadBalancer> {
  const open = new Set<Socket>();
  let next = 0;
  const pass = (client: Socket, triesLeft: number) => {
    if (triesLeft === 0 || client.destroyed) return void client.destroy();
    const node = connect(ports[next++ % ports.length] as number, '127.0.0.1');
    const refused = () => pass(client, triesLeft - 1);
    node.once('error', refused);
    node.once('connect', () => {
      node.off('error', refused);
      for (const [one, other] of [
        [client, node],
        [node, client],
      ] as const) {
        one.on('error', () => other.destroy());
        one.on('close', () => other.destroy());
      }
      client.pipe(node);
      node.pipe(client);
    });
  };
  const server = createServer({ noDelay: true }, (client) => {
    open.add(client);
    client.on('close', () => open.delete(client));
    // Until a node is found, a client that goes away is nothing to report.
    client.on('error', () => client.destroy());
    pass(client, ports.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
