import { messageReceived } from '../../events/message-received.ts';
import { conversationIdOf } from '../shared/ids.ts';
import { worker } from '../shared/sqs/worker.ts';
import { triage } from './triage.ts';
import { wire } from './wiring.ts';

const deps = wire(process.env);

export const handler = worker(messageReceived, (message) => triage(message, deps), {
  env: process.env,
  observe: deps.observe,
  keyOf: ({ data }) => conversationIdOf(data),
});
