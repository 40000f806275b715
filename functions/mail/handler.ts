import { worker } from '../shared/sqs/worker.ts';
import { storedMail } from './stored-mail.ts';
import { takeMail } from './take-mail.ts';
import { wire } from './wiring.ts';

const deps = wire(process.env);

export const handler = worker(storedMail, (mails) => takeMail(mails, deps), {
  env: process.env,
  observe: deps.observe,
  keyOf: ({ id }) => id,
});
