import { closeSync, constants, openSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';

/**
 * A socket that lives exactly as long as its process. The kernel answers for it across containers that share a
 * directory, where process ids mean nothing. Linux only, where such containers are.
 */
export class LifeSign {
  private constructor(
    private readonly server: Server,
    private readonly folder: number,
  ) {}

  /** Null where the file system takes no sockets. */
  static async give(directory: string, name: string): Promise<LifeSign | null> {
    if (process.platform !== 'linux') return null;
    const folder = openSync(directory, constants.O_RDONLY | constants.O_DIRECTORY);
    const server = createServer((socket) => socket.destroy());
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(shortPath(folder, name), resolve);
      });
    } catch {
      closeSync(folder);
      return null;
    }
    server.on('error', () => {});
    server.unref();
    return new LifeSign(server, folder);
  }

  /** In doubt it is seen: a wrong yes costs a message, a wrong no costs data. */
  static async isSeen(directory: string, name: string): Promise<boolean> {
    const folder = openSync(directory, constants.O_RDONLY | constants.O_DIRECTORY);
    try {
      return await new Promise<boolean>((resolve) => {
        const socket = connect(shortPath(folder, name), () => {
          socket.destroy();
          resolve(true);
        });
        socket.once('error', (error: NodeJS.ErrnoException) => {
          resolve(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT');
        });
      });
    } finally {
      closeSync(folder);
    }
  }

  async end(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
    closeSync(this.folder);
  }
}

// A socket's path has at most 107 bytes; a data directory's may have more.
function shortPath(folder: number, name: string): string {
  return `/proc/self/fd/${folder}/${name}`;
}
