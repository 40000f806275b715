import { describe, expect, it } from 'vitest';
import { replyRequested } from '../../../events/reply-requested.ts';
import { deliver } from '../../../functions/deliver/deliver.ts';
import { closeTicket, replyAsAgent } from '../../../functions/desk-api/agent-hand.ts';
import { conversationIdOf, customerIdOf } from '../../../functions/shared/ids.ts';
import { TryAgain } from '../../../functions/shared/unprocessable.ts';
import {
  aConversation,
  aMessageEntry,
  aReplyEntry,
  aTicket,
  fakeDeliverDeps,
  fakeDeskDeps,
  mei,
  minutesOn,
  toStage,
  wednesday,
} from '../../fixtures/builders.ts';

const conversationId = conversationIdOf(mei);
const reply = {
  requestId: '0b0f7c7e-6d6c-4a51-9d5c-3f5d6d1f0a11',
  customerId: customerIdOf(mei),
  text: 'I am on it. Ann',
};

/** A desk where Mei has written. */
async function aDesk() {
  const fakes = fakeDeskDeps();
  await fakes.timeline.append(aMessageEntry());
  return fakes;
}

describe('an agent’s reply', () => {
  it('takes the conversation over before it goes out', async () => {
    const { deps, conversations, sent } = await aDesk();

    expect(await replyAsAgent(conversationId, reply, 'ann', deps)).toEqual({ requestId: reply.requestId });

    expect(conversations.all()).toMatchObject([{ mode: 'human', version: 1, botReplies: 0 }]);
    expect(toStage(sent, 'deliver')).toMatchObject([
      {
        data: {
          requestId: reply.requestId,
          text: reply.text,
          by: 'agent',
          author: 'ann',
          purpose: 'agent-reply',
          replyTo: { via: 'callback', user: 'mei' },
        },
      },
    ]);
    expect(replyRequested.safeParse(sent[0]?.event).success).toBe(true);
  });

  it('clicked twice leaves once', async () => {
    const { deps, sent, timeline, conversations } = await aDesk();
    await replyAsAgent(conversationId, reply, 'ann', deps);
    await replyAsAgent(conversationId, reply, 'ann', deps);

    const door = fakeDeliverDeps({ timeline, conversations });
    for (const event of toStage(sent, 'deliver')) await deliver(event, door.deps);

    expect(door.left).toHaveLength(1);
  });

  it('keeps what the conversation knew besides', async () => {
    const { deps, conversations } = await aDesk();
    await conversations.save(aConversation({ ticketId: 't-1', botReplies: 4, answered: ['m-0'] }));

    await replyAsAgent(conversationId, reply, 'ann', deps);

    expect(conversations.all()).toMatchObject([
      { version: 2, mode: 'human', ticketId: 't-1', answered: ['m-0'], botReplies: 0 },
    ]);
  });

  it('goes the way the customer’s latest message came', async () => {
    const { deps, timeline, sent } = await aDesk();
    const replyTo = { via: 'email' as const, account: 'lumi', user: 'mei@mail.example', subject: 'My parcel' };
    await timeline.append(aMessageEntry({ entryId: 'm-2', occurredAt: minutesOn(1), message: { replyTo } }));

    await replyAsAgent(conversationId, reply, 'ann', deps);

    expect(toStage(sent, 'deliver')).toMatchObject([{ data: { replyTo } }]);
  });

  it('is not written to a stranger: nobody by this id, not in this conversation, or never a word from them', async () => {
    const { deps, sent } = await aDesk();
    const others = fakeDeskDeps();
    await others.timeline.append(aReplyEntry());

    expect(await replyAsAgent(conversationId, { ...reply, customerId: 'c_other' }, 'ann', deps)).toBeUndefined();
    expect(await replyAsAgent('v_other', reply, 'ann', deps)).toBeUndefined();
    expect(await replyAsAgent(conversationId, reply, 'ann', others.deps)).toBeUndefined();
    expect([...sent, ...others.sent]).toEqual([]);
  });

  it('wins a race or two, and after five says so and sends nothing', async () => {
    const { deps, conversations, sent } = await aDesk();
    let races = 2;
    const busy = {
      ...conversations,
      save: async (next: Parameters<typeof conversations.save>[0]) =>
        races-- > 0 ? ('conflict' as const) : conversations.save(next),
    };

    await replyAsAgent(conversationId, reply, 'ann', { ...deps, conversations: busy });
    expect(sent).toHaveLength(1);

    races = 5;
    await expect(replyAsAgent(conversationId, reply, 'ann', { ...deps, conversations: busy })).rejects.toThrow(
      TryAgain,
    );
    expect(sent).toHaveLength(1);
  });
});

describe('closing a ticket', () => {
  async function anOpenTicket() {
    const fakes = fakeDeskDeps();
    await fakes.tickets.open(aTicket());
    await fakes.conversations.save(aConversation({ mode: 'human', ticketId: 't-1', botReplies: 3 }));
    return fakes;
  }

  it('writes down who and when, and hands the conversation back to the bot', async () => {
    const { deps, tickets, conversations } = await anOpenTicket();

    expect(await closeTicket('t-1', 'ann', deps)).toMatchObject({
      state: 'closed',
      closedBy: 'ann',
      closedAt: wednesday,
      version: 2,
    });

    expect((await tickets.openByDue({ limit: 10 })).tickets).toEqual([]);
    const [conversation] = conversations.all();
    expect(conversation).toMatchObject({ mode: 'bot', botReplies: 0, version: 2 });
    expect(conversation).not.toHaveProperty('ticketId');
  });

  it('that is closed already changes nothing', async () => {
    const { deps, tickets, conversations } = await anOpenTicket();
    await closeTicket('t-1', 'ann', deps);

    expect(await closeTicket('t-1', 'bob', deps)).toMatchObject({ closedBy: 'ann', version: 2 });
    expect([tickets.all()[0]?.version, conversations.all()[0]?.version]).toEqual([2, 2]);
  });

  it('finishes the handing back that a crash had left', async () => {
    const { deps, conversations } = await anOpenTicket();
    const down = { ...conversations, save: async () => Promise.reject(new Error('throttled')) };
    await expect(closeTicket('t-1', 'ann', { ...deps, conversations: down })).rejects.toThrow('throttled');

    await closeTicket('t-1', 'ann', deps);

    expect(conversations.all()).toMatchObject([{ mode: 'bot' }]);
  });

  it('leaves a conversation that has a newer ticket with its person', async () => {
    const { deps, conversations } = await anOpenTicket();
    await conversations.save(aConversation({ version: 2, mode: 'human', ticketId: 't-2' }));

    await closeTicket('t-1', 'ann', deps);

    expect(conversations.all()).toMatchObject([{ version: 2, mode: 'human', ticketId: 't-2' }]);
  });

  it('that does not exist, or moves at the same moment, closes nothing', async () => {
    const { deps, tickets } = await anOpenTicket();

    expect(await closeTicket('t-9', 'ann', deps)).toBeUndefined();
    await expect(
      closeTicket('t-1', 'ann', { ...deps, tickets: { ...tickets, save: async () => 'conflict' } }),
    ).rejects.toThrow(TryAgain);
    expect(tickets.all()).toMatchObject([{ state: 'open' }]);
  });
});
