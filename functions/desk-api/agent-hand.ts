import { type Conversation, newConversation } from '../shared/conversation.ts';
import { derivedId } from '../shared/ids.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { Conversations } from '../shared/ports/conversations.ts';
import type { Outbox } from '../shared/ports/outbox.ts';
import type { Tickets } from '../shared/ports/tickets.ts';
import type { Timeline } from '../shared/ports/timeline.ts';
import type { Ticket } from '../shared/ticket.ts';
import { TryAgain } from '../shared/unprocessable.ts';
import type { AgentReply } from './views.ts';

export type AgentHandDeps = {
  timeline: Timeline;
  conversations: Conversations;
  tickets: Tickets;
  outbox: Outbox;
  now: Clock;
};

/** Changes a conversation on the version read; after a few lost races, says so. */
async function change(
  read: () => Promise<Conversation>,
  next: (held: Conversation) => Conversation,
  { conversations }: AgentHandDeps,
) {
  for (let attempt = 0; attempt < 5; attempt++) {
    const held = await read();
    if ((await conversations.save({ ...next(held), version: held.version + 1 })) === 'saved') return;
  }
  throw new TryAgain('the conversation moves too fast');
}

/**
 * An agent writes to a customer: the conversation is theirs from here on, then their words go out by the gate. The
 * customer must have written in this conversation; undefined when they have not.
 */
export async function replyAsAgent(
  conversationId: string,
  { requestId, customerId, text }: AgentReply,
  author: string,
  deps: AgentHandDeps,
): Promise<{ requestId: string } | undefined> {
  const { timeline, conversations, outbox, now } = deps;
  const { entries } = await timeline.page(customerId, { limit: 100 });
  const heard = entries.find((entry) => entry.kind === 'message' && entry.conversationId === conversationId);
  if (heard?.kind !== 'message') return undefined;
  const { channel } = heard;
  const { replyTo } = heard.message;
  const at = now().toISOString();
  const read = async () =>
    (await conversations.get(conversationId)) ?? newConversation({ conversationId, customerId, channel, replyTo }, at);
  await change(read, (held) => ({ ...held, mode: 'human', botReplies: 0, updatedAt: at }), deps);
  const type = 'reply-requested.v1';
  await outbox.send('deliver', {
    id: derivedId(requestId, type),
    type,
    at,
    causedBy: requestId,
    data: {
      requestId,
      customerId,
      conversationId,
      channel,
      replyTo,
      text,
      by: 'agent',
      author: author.slice(0, 128),
      purpose: 'agent-reply',
      reasons: [],
    },
  });
  return { requestId };
}

/** Closes a ticket and hands its conversation back to the bot; a closed one stays as it is. */
export async function closeTicket(
  ticketId: string,
  closedBy: string,
  deps: AgentHandDeps,
): Promise<Ticket | undefined> {
  const { tickets, conversations, now } = deps;
  const held = await tickets.get(ticketId);
  if (!held) return undefined;
  const at = now().toISOString();
  const closed: Ticket =
    held.state === 'closed' ? held : { ...held, version: held.version + 1, state: 'closed', closedAt: at, closedBy };
  if (closed !== held && (await tickets.save(closed)) === 'conflict') throw new TryAgain('the ticket has moved on');

  const conversation = await conversations.get(held.conversationId);
  if (conversation?.ticketId === ticketId) {
    const read = async () => (await conversations.get(held.conversationId)) ?? conversation;
    const handBack = ({ ticketId: open, ...rest }: Conversation): Conversation =>
      open === ticketId
        ? { ...rest, mode: 'bot', botReplies: 0, updatedAt: at }
        : { ...rest, ...(open ? { ticketId: open } : {}) };
    await change(read, handBack, deps);
  }
  return closed;
}
