import type { Commit } from '../history.ts';
import type { World } from '../simulated-world.ts';
import { type Invariant, troubles } from './invariant.ts';

const hourMs = 3_600_000;

/** The longest row of bot replies that a conversation's writes decided, by the time between them and who wrote. */
function longestRow(commits: Commit[], quietHours: number): number {
  let row = 0;
  let longest = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  let answered = new Set<string>();
  for (const { conversation, at } of commits) {
    const isReply = conversation.answered.some((messageId) => !answered.has(messageId));
    answered = new Set(conversation.answered);
    if (isReply) {
      row = Date.parse(at) - lastMs > quietHours * hourMs ? 1 : row + 1;
      lastMs = Date.parse(at);
      longest = Math.max(longest, row);
    } else if (conversation.botReplies === 0) {
      row = 0; // a person wrote, or gave it back
    }
  }
  return longest;
}

const finalTicketState = ({ history }: World, ticketId: string) => history.ticketStates.get(ticketId)?.at(-1)?.state;

/** Who has a conversation is always somebody, and the right one. */
export const conversationInvariants: Invariant[] = [
  {
    says: 'the bot never replies more often in a row than the brand allows',
    broken: (world) => {
      const { maxInARow, quietHours } = world.config.bot;
      return [...world.history.commits].flatMap(([conversationId, commits]) => {
        const longest = longestRow(commits, quietHours);
        return longest <= maxInARow ? [] : [`conversation ${conversationId} had ${longest} bot replies in a row`];
      });
    },
  },
  {
    says: 'every answer of the bot was decided and remembered before it left',
    broken: (world) =>
      world.effects.flatMap((effect) => {
        if (effect.kind !== 'reply' || effect.reply.purpose !== 'answer') return [];
        const { conversationId, inReplyTo } = effect.reply;
        const commits = world.history.commits.get(conversationId) ?? [];
        const isDecided = commits.some(
          ({ seq, conversation }) =>
            seq < effect.seq && inReplyTo !== undefined && conversation.answered.includes(inReplyTo),
        );
        return isDecided ? [] : [`answer ${effect.requestId} to ${inReplyTo} left undecided`];
      }),
  },
  {
    says: 'a person has a conversation exactly while its ticket is open or an agent has taken it',
    broken: (world) =>
      world.stores.conversations.all().flatMap(({ conversationId, mode, ticketId }) => {
        const state = ticketId === undefined ? undefined : finalTicketState(world, ticketId);
        const isOpen = state !== undefined && state !== 'closed';
        const mayBeHuman = isOpen || world.history.takenOver.has(conversationId);
        if (ticketId !== undefined && !isOpen)
          return [
            `conversation ${conversationId} names ticket ${ticketId}, which is ${state ?? 'not there'} ${troubles(world, conversationId, ticketId)}`,
          ];
        if (isOpen && mode === 'bot')
          return [`conversation ${conversationId} is the bot’s though ticket ${ticketId} is open`];
        return mode === 'human' && !mayBeHuman
          ? [
              `conversation ${conversationId} waits for a person who does not know of it ${troubles(world, conversationId)}`,
            ]
          : [];
      }),
  },
  {
    says: 'every open ticket is named by its conversation',
    broken: (world) => {
      const named = new Map(
        world.stores.conversations.all().map(({ conversationId, ticketId }) => [conversationId, ticketId]),
      );
      return world.stores.tickets
        .all()
        .flatMap(({ ticketId, conversationId, state }) =>
          state === 'closed' || named.get(conversationId) === ticketId
            ? []
            : [
                `ticket ${ticketId} is open, and its conversation ${conversationId} names ${named.get(conversationId) ?? 'none'} ${troubles(world, ticketId, conversationId)}`,
              ],
        );
    },
  },
  {
    says: 'the bot gets a conversation back only when its ticket is closed',
    broken: (world) =>
      [...world.history.commits].flatMap(([conversationId, commits]) =>
        commits.flatMap(({ seq, conversation }, index) => {
          const before = commits[index - 1]?.conversation;
          if (before?.mode !== 'human' || conversation.mode !== 'bot') return [];
          const isClosed = before.ticketId !== undefined && finalTicketState(world, before.ticketId) === 'closed';
          return isClosed
            ? []
            : [`conversation ${conversationId} was given back at step ${seq} with ticket ${before.ticketId ?? 'none'}`];
        }),
      ),
  },
];
