import { escalationRaised } from '../../events/escalation-raised.ts';
import { worker } from '../shared/sqs/worker.ts';
import { escalate } from './escalate.ts';
import { wire } from './wiring.ts';

const deps = wire(process.env);

export const handler = worker(escalationRaised, (escalation) => escalate(escalation, deps), {
  env: process.env,
  observe: deps.observe,
  keyOf: ({ data }) => data.conversationId,
});
