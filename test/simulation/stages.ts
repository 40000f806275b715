import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { escalationRaised } from '../../events/escalation-raised.ts';
import { messageReceived } from '../../events/message-received.ts';
import { messageTriaged } from '../../events/message-triaged.ts';
import { noticeRequested } from '../../events/notice-requested.ts';
import { replyRequested } from '../../events/reply-requested.ts';
import { answer } from '../../functions/answer/answer.ts';
import { deliver } from '../../functions/deliver/deliver.ts';
import { escalate } from '../../functions/escalate/escalate.ts';
import { conversationIdOf } from '../../functions/shared/ids.ts';
import type { Hears } from '../../functions/shared/ports/outbox.ts';
import { eachEvent } from '../../functions/shared/sqs/each-event.ts';
import { triage } from '../../functions/triage/triage.ts';
import type { Ports } from './wiring.ts';

export type Stage = keyof Hears;

type Handler = (event: SQSEvent) => Promise<SQSBatchResponse>;

const options = (stage: Stage, { setAsideIn, observe }: Ports) => ({ setAside: setAsideIn(stage), observe });
const byConversation = ({ data }: { data: { conversationId: string } }) => data.conversationId;

/** Each stage's Lambda handler, as its `handler.ts` makes it. */
export const handlers: Record<Stage, (ports: Ports) => Handler> = {
  triage: (ports) =>
    eachEvent(messageReceived, (event) => triage(event, ports), {
      ...options('triage', ports),
      keyOf: ({ data }) => conversationIdOf(data),
    }),
  answer: (ports) =>
    eachEvent(messageTriaged, (event) => answer(event, ports), { ...options('answer', ports), keyOf: byConversation }),
  escalate: (ports) =>
    eachEvent(escalationRaised, (event) => escalate(event, ports), {
      ...options('escalate', ports),
      keyOf: byConversation,
    }),
  deliver: (ports) =>
    eachEvent(z.discriminatedUnion('type', [replyRequested, noticeRequested]), (event) => deliver(event, ports), {
      ...options('deliver', ports),
      keyOf: byConversation,
    }),
};

/** As the pipeline stack has them. */
export const limits: Record<Stage, { timeoutMs: number; maxConcurrency: number }> = {
  triage: { timeoutMs: 30_000, maxConcurrency: 20 },
  answer: { timeoutMs: 30_000, maxConcurrency: 10 },
  escalate: { timeoutMs: 30_000, maxConcurrency: 5 },
  deliver: { timeoutMs: 15_000, maxConcurrency: 10 },
};
export const maxReceives = 5;
