import type { Cloud } from './cloud.ts';
import type { Emulators } from './emulators.ts';
import type { Handler } from './front-door.ts';
import { sendJson } from './http-body.ts';
import type { Meter } from './meter.ts';
import type { Pools } from './pools.ts';
import type { QueueDepth } from './sqs-s3-thread.ts';
import { functionList, queueStates, type StackFile } from './stack-description.ts';

type Parts = { cloud: Cloud; file: StackFile; pools: Pools; emulators: Emulators; meter: Meter };

/** `/_stack` and `/_meter`: what runs here, what lies in the queues, what it would have cost. */
export function inspection({ cloud, file, pools, emulators, meter }: Parts): { stack: Handler; meter: Handler } {
  return {
    async stack(_request, response) {
      const queues = queueStates(cloud, await emulators.sqs.call<QueueDepth[]>('depths'));
      const stacks = [...new Set(cloud.resources.map(({ stack }) => stack))];
      sendJson(response, 200, { ...file, stacks, functions: functionList(pools.all.map(({ spec }) => spec)), queues });
    },
    async meter(request, response) {
      const reading = await meter.read();
      if (request.method === 'DELETE') await meter.reset();
      sendJson(response, 200, reading);
    },
  };
}
