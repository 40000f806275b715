import type { NoticeRequested } from '../../events/notice-requested.ts';
import type { ReplyRequested } from '../../events/reply-requested.ts';
import type { ReplyEntry } from '../shared/entry.ts';
import type { Observe } from '../shared/observe.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { Conversations } from '../shared/ports/conversations.ts';
import type { Ledger, Send } from '../shared/ports/ledger.ts';
import type { NoticeSenders, ReplySenders } from '../shared/ports/senders.ts';
import type { Timeline } from '../shared/ports/timeline.ts';
import { gate } from './gate.ts';
import { once, type Sending } from './once.ts';

export type DeliverDeps = {
  ledger: Ledger;
  timeline: Timeline;
  conversations: Conversations;
  replies: ReplySenders;
  notices: NoticeSenders;
  /** A name for this attempt, unlike any other. */
  claim: () => string;
  observe: Observe;
  now: Clock;
};

/** Lets one request out of the house, once, or says why not. */
export async function deliver(event: ReplyRequested | NoticeRequested, deps: DeliverDeps) {
  const sending = event.type === 'reply-requested.v1' ? await replySending(event, deps) : noticeSending(event, deps);
  const outcome = await once(sending, deps);
  const { requestId, conversationId, via } = sending.send;
  deps.observe.outcome(outcome.kind, {
    requestId,
    conversationId,
    via,
    ...('because' in outcome ? { because: outcome.because } : {}),
  });
}

const newSend = (
  { requestId, customerId, conversationId }: { requestId: string; customerId: string; conversationId: string },
  via: string,
  { claim, now }: DeliverDeps,
): Send => ({ requestId, customerId, conversationId, via, state: 'sending', claim: claim(), at: now().toISOString() });

async function replySending({ data }: ReplyRequested, deps: DeliverDeps): Promise<Sending> {
  const sender = deps.replies[data.replyTo.via];
  const entry = (at: string, outcome: ReplyEntry['outcome']): ReplyEntry => ({
    kind: 'reply',
    entryId: data.requestId,
    occurredAt: at,
    customerId: data.customerId,
    conversationId: data.conversationId,
    channel: data.channel,
    by: data.by,
    purpose: data.purpose,
    text: data.text,
    reasons: data.reasons,
    outcome,
    ...(data.author === undefined ? {} : { author: data.author }),
    ...(data.inReplyTo === undefined ? {} : { inReplyTo: data.inReplyTo }),
  });
  return {
    send: newSend(data, data.replyTo.via, deps),
    repeatable: sender.repeatable,
    mayLeave: async () => gate(data, await deps.conversations.get(data.conversationId)),
    go: (at) => sender.send({ ...data, at }),
    keep: async (at, outcome) => void (await deps.timeline.append(entry(at, outcome))),
  };
}

function noticeSending({ data }: NoticeRequested, deps: DeliverDeps): Sending {
  const { notice } = data;
  const { repeatable } = deps.notices[notice.by];
  return {
    send: newSend(data, `${notice.by}-notice`, deps),
    repeatable,
    mayLeave: async () => ({ kind: 'through' }),
    go: () =>
      notice.by === 'slack'
        ? deps.notices.slack.send({ ...data, notice })
        : deps.notices.email.send({ ...data, notice }),
    keep: async () => {},
  };
}
