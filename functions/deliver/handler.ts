import * as z from 'zod';
import { noticeRequested } from '../../events/notice-requested.ts';
import { replyRequested } from '../../events/reply-requested.ts';
import { worker } from '../shared/sqs/worker.ts';
import { deliver } from './deliver.ts';
import { wire } from './wiring.ts';

const deps = wire(process.env);

export const handler = worker(
  z.discriminatedUnion('type', [replyRequested, noticeRequested]),
  (request) => deliver(request, deps),
  {
    env: process.env,
    observe: deps.observe,
    // Replies of one conversation leave in order; a slow notice to colleagues holds up nobody.
    keyOf: ({ type, data }) => (type === 'reply-requested.v1' ? data.conversationId : data.requestId),
  },
);
