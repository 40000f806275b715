import type { EscalationRaised } from '../../../events/escalation-raised.ts';
import type { MessageReceived } from '../../../events/message-received.ts';
import type { MessageTriaged } from '../../../events/message-triaged.ts';
import type { NoticeRequested } from '../../../events/notice-requested.ts';
import type { ReplyRequested } from '../../../events/reply-requested.ts';

/** What is said to whom: each stage's queue and the events it hears. */
export type Hears = {
  triage: MessageReceived;
  answer: MessageTriaged;
  escalate: EscalationRaised;
  deliver: ReplyRequested | NoticeRequested;
};

/** Hands an event to the next stage's queue; returns once it is durable there. */
export interface Outbox {
  send<Stage extends keyof Hears>(to: Stage, event: Hears[Stage]): Promise<void>;
}
