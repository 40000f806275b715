import { messageTriaged } from '../../events/message-triaged.ts';
import { worker } from '../shared/sqs/worker.ts';
import { answer } from './answer.ts';
import { wire } from './wiring.ts';

const deps = wire(process.env);

export const handler = worker(messageTriaged, (message) => answer(message, deps), {
  env: process.env,
  observe: deps.observe,
  keyOf: ({ data }) => data.conversationId,
});
