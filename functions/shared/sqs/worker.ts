import middy from '@middy/core';
import type { SQSEvent } from 'aws-lambda';
import type * as z from 'zod';
import { type Environment, required } from '../environment.ts';
import type { Observe } from '../observe.ts';
import { eachEvent, type Spoken } from './each-event.ts';
import { setAsideIn } from './set-aside.ts';

/** A stage's Lambda handler: each event of a batch is handed to `work`, in order within what `keyOf` names. */
export function worker<Event extends Spoken>(
  schema: z.ZodType<Event>,
  work: (event: Event) => Promise<void>,
  { env, observe, keyOf }: { env: Environment; observe: Observe; keyOf: (event: Event) => string },
) {
  const setAside = setAsideIn(required(env, 'DEAD_LETTER_URL'));
  return middy<SQSEvent>().handler(eachEvent(schema, work, { setAside, observe, keyOf }));
}
