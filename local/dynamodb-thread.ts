import { AsyncResource } from 'node:async_hooks';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { workerData } from 'node:worker_threads';
import dynalite from 'dynalite';
import { checkRights, countUnits, operation, writeTogether } from './dynalite-parts.ts';
import { type Grants, guard } from './iam-guard.ts';
import { tally } from './tally.ts';
import { answerCalls } from './thread-calls.ts';
import { UNMETERED } from './unmetered.ts';

const { folder } = workerData as { folder: string };
const meter = tally();
writeTogether();
countUnits(meter);
checkRights();
const rights = guard();

const server: Server = dynalite({ path: folder, createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });

/** The same listener, told which operation it works for. */
function nameOperations(): void {
  const [listener] = server.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const name = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? 'other';
    if (request.headers[UNMETERED]) return listener?.(request, response);
    if (name !== 'other') meter.add('dynamodb', name, { requests: 1 });
    // The body's events are emitted outside of this call; bound listeners take the operation along.
    const on = request.on.bind(request);
    Reflect.set(request, 'on', (event: string, heard: (...args: unknown[]) => void) =>
      on(event, AsyncResource.bind(heard)),
    );
    return operation.run({ name, caller: rights.caller(request.headers.authorization) }, () =>
      listener?.(request, response),
    );
  });
}

nameOperations();
server.keepAliveTimeout = 65_000;

answerCalls({
  listen: () =>
    new Promise<{ url: string }>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => {
        resolve({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
      });
    }),
  grants: (grants: Grants) => rights.learn(grants),
  meter: () => meter.totals(),
  resetMeter: () => meter.reset(),
  stop: () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
});
