import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { sendJson } from './http-body.ts';
import { Problem } from './problem.ts';
import { progress } from './progress.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void;
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer, url: URL) => Promise<void> | void;

/** The one port of the stack; until `open` it answers 503, so that its number is known while the rest starts. */
export type FrontDoor = {
  url: string;
  port: number;
  open(handlers: { handle: Handler; upgrade: Upgrade }): void;
  /** Takes no more connections; those at work finish. */
  close(): Promise<void>;
};

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

export async function frontDoor(port: number): Promise<FrontDoor> {
  let handlers: { handle: Handler; upgrade: Upgrade } | undefined;
  let base = '';

  const onRequest = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const url = new URL(request.url ?? '/', base);
      if (handlers) await handlers.handle(request, response, url);
      else sendJson(response, 503, { message: 'starting' }, { 'retry-after': '1' });
    } catch (error) {
      progress(`warning: ${request.method} ${request.url}: ${String(error)}`);
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { message: 'Internal Server Error' });
    }
  };
  const onUpgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    try {
      if (!handlers) throw new Error('starting');
      await handlers.upgrade(request, socket, head, new URL(request.url ?? '/', base));
    } catch {
      socket.destroy();
    }
  };
  const made = (): Server => {
    const server = createServer((request, response) => void onRequest(request, response));
    server.on('upgrade', (request, socket, head) => void onUpgrade(request, socket, head));
    server.keepAliveTimeout = 65_000;
    return server;
  };

  const server = made();
  try {
    await listen(server, port, '127.0.0.1');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Problem(`Port ${port} is taken: stop what uses it, or name another with --port.`);
  }
  const taken = (server.address() as AddressInfo).port;
  base = `http://localhost:${taken}`;
  // `localhost` may mean ::1 first; machines without IPv6 go on with the one address.
  const second = made();
  await listen(second, taken, '::1').catch(() => undefined);

  return {
    url: base,
    port: taken,
    open(wanted) {
      handlers = wanted;
    },
    async close() {
      const closed = [server, second].map(
        (one) =>
          new Promise<void>((resolve) => {
            if (!one.listening) return resolve();
            one.close(() => resolve());
            one.closeIdleConnections();
            setTimeout(() => one.closeAllConnections(), 2_000).unref();
          }),
      );
      await Promise.all(closed);
    },
  };
}
