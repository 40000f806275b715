import { describe, expect, it } from 'vitest';
import { noticeRequested } from '../../../events/notice-requested.ts';
import { replyRequested } from '../../../events/reply-requested.ts';
import { type EscalateDeps, escalate } from '../../../functions/escalate/escalate.ts';
import { conversationIdOf, replyIdFor, ticketIdFor } from '../../../functions/shared/ids.ts';
import { ticket as ticketSchema } from '../../../functions/shared/ticket.ts';
import { TryAgain } from '../../../functions/shared/unprocessable.ts';
import {
  aConversation,
  aMessage,
  aMessageEntry,
  anEscalation,
  aReading,
  aSignal,
  aTicket,
  fakeEscalateDeps,
  mei,
  minutesOn,
  toStage,
} from '../../fixtures/builders.ts';

const first = aMessage();
const second = aMessage({ providerId: 'p-2', occurredAt: minutesOn(1) });
const mine = ticketIdFor(first.messageId);

/** Delivers until it is done, the way the queue does. */
async function untilDone(event: ReturnType<typeof anEscalation>, deps: EscalateDeps, tries = 20): Promise<void> {
  try {
    await escalate(event, deps);
  } catch (error) {
    if (!(error instanceof TryAgain) || tries === 0) throw error;
    await untilDone(event, deps, tries - 1);
  }
}

const requestIds = (sent: ReturnType<typeof fakeEscalateDeps>['sent']) =>
  toStage(sent, 'deliver').map(({ data }) => data.requestId);

describe('escalate', () => {
  it('opens a ticket with an owner, a due time and all that a colleague needs on one screen', async () => {
    const { deps, tickets, timeline } = fakeEscalateDeps();
    await timeline.append(aMessageEntry());

    await escalate(anEscalation({ priority: 'urgent', reading: aReading({ signals: [aSignal('legal')] }) }), deps);

    expect(tickets.all()).toMatchObject([
      {
        ticketId: mine,
        state: 'open',
        version: 1,
        owner: 'rights',
        dueAt: minutesOn(15),
        causes: [first.messageId],
        context: { lines: [{ by: 'customer', text: 'Where is my parcel?' }] },
      },
    ]);
    expect(ticketSchema.safeParse(tickets.all()[0]).success).toBe(true);
  });

  it('gives the conversation to the person', async () => {
    const { deps, conversations } = fakeEscalateDeps();

    await escalate(anEscalation(), deps);

    expect(conversations.all()).toMatchObject([{ version: 1, mode: 'human', ticketId: mine }]);
  });

  it('tells the team by each way it reads, with the way to the desk', async () => {
    const { deps, sent } = fakeEscalateDeps();

    await escalate(anEscalation({ reading: aReading({ signals: [aSignal('legal')] }) }), deps);

    const notices = toStage(sent, 'deliver').filter((event) => event.type === 'notice-requested.v1');
    expect(notices.map(({ data }) => data.notice)).toMatchObject([
      { by: 'slack' },
      { by: 'email', to: 'rights@lumi.example' },
    ]);
    expect(JSON.stringify(notices)).toContain(`https://desk.example/?ticket=${mine}`);
    for (const notice of notices) expect(noticeRequested.safeParse(notice).success).toBe(true);
  });

  it('tells a team without Slack by mail alone', async () => {
    const { deps, sent } = fakeEscalateDeps();

    await escalate(anEscalation({ reading: aReading({ signals: [aSignal('bereavement')] }) }), deps);

    expect(sent.map(({ event }) => event.type)).toEqual(['notice-requested.v1', 'reply-requested.v1']);
  });

  it('always tells the customer of the hand-over', async () => {
    const { deps, sent } = fakeEscalateDeps();

    await escalate(anEscalation(), deps);

    const told = toStage(sent, 'deliver').find((event) => event.type === 'reply-requested.v1');
    expect(told?.data).toMatchObject({
      requestId: replyIdFor(first.messageId),
      by: 'system',
      purpose: 'hand-over',
      inReplyTo: first.messageId,
    });
    expect(replyRequested.safeParse(told).success).toBe(true);
  });

  it('does not write to whom no automatic answer may go', async () => {
    const { deps, sent } = fakeEscalateDeps();

    await escalate(anEscalation({ message: aMessage({ mayAnswer: false }) }), deps);

    expect(sent.every(({ event }) => event.type === 'notice-requested.v1')).toBe(true);
  });

  it('writes on the timeline that a person was brought in, and why', async () => {
    const { deps, timeline } = fakeEscalateDeps();

    await escalate(anEscalation(), deps);

    expect(timeline.all()).toMatchObject([
      { kind: 'escalation', ticketId: mine, inReplyTo: first.messageId, reasons: [{ because: 'wants a person' }] },
    ]);
  });

  it('says nothing new when all was done before: the same requests, one ticket at its first version', async () => {
    const { deps, sent, tickets, timeline } = fakeEscalateDeps();
    await escalate(anEscalation(), deps);
    const before = new Set(requestIds(sent));

    await escalate(anEscalation(), deps);

    expect(new Set(requestIds(sent))).toEqual(before);
    expect(tickets.all()).toMatchObject([{ version: 1 }]);
    expect(timeline.all()).toHaveLength(1);
  });

  it('has nothing to do when its message is in a ticket that another opened', async () => {
    const { deps, sent, told } = fakeEscalateDeps();
    await escalate(anEscalation(), deps);
    await escalate(anEscalation({ message: second, priority: 'urgent' }), deps);
    const before = sent.length;

    await escalate(anEscalation({ message: second, priority: 'urgent' }), deps);

    expect(sent).toHaveLength(before);
    expect(told.map(({ name }) => name)).toEqual(['escalated', 'escalated', 'escalatedBefore']);
  });

  it('does not open a ticket of its own for a message whose ticket was closed meanwhile', async () => {
    const { deps, tickets, timeline } = fakeEscalateDeps();
    await escalate(anEscalation(), deps);
    const forgetful = { ...timeline, append: async () => 'added' as const };
    await escalate(anEscalation({ message: second }), { ...deps, timeline: forgetful });
    await tickets.save(aTicket({ ...tickets.all()[0], version: 3, state: 'closed' }));

    await escalate(anEscalation({ message: second }), deps);

    expect(tickets.all()).toMatchObject([{ ticketId: mine, state: 'closed' }]);
  });

  it('puts a further message in the open ticket; the customer is told once', async () => {
    const { deps, sent, tickets } = fakeEscalateDeps();
    await escalate(anEscalation(), deps);
    const before = sent.length;

    await escalate(anEscalation({ message: second, reasons: [{ because: 'anger', weight: 20 }] }), deps);

    expect(tickets.all()).toMatchObject([{ ticketId: mine, version: 2, causes: [first.messageId, second.messageId] }]);
    expect(sent).toHaveLength(before);
  });

  it('tells the team again when a further message presses more, and only then', async () => {
    const { deps, sent, tickets } = fakeEscalateDeps();
    await escalate(anEscalation({ priority: 'normal' }), deps);
    const before = requestIds(sent);

    await escalate(anEscalation({ message: second, priority: 'urgent' }), deps);

    expect(tickets.all()).toMatchObject([{ priority: 'urgent', dueAt: minutesOn(15) }]);
    const news = requestIds(sent).slice(before.length);
    expect(news).toHaveLength(2);
    for (const id of news) expect(before).not.toContain(id);
  });

  it('lets two messages at once meet in one ticket', async () => {
    const { deps, tickets, sent } = fakeEscalateDeps();

    await Promise.all([untilDone(anEscalation(), deps), untilDone(anEscalation({ message: second }), deps)]);

    expect(tickets.all()).toHaveLength(1);
    expect(tickets.all()[0]?.causes.toSorted()).toEqual([first.messageId, second.messageId].toSorted());
    expect(toStage(sent, 'deliver').filter(({ type }) => type === 'reply-requested.v1')).toHaveLength(1);
  });

  it('lets twenty at once meet in one ticket, too', async () => {
    const { deps, tickets } = fakeEscalateDeps();
    const many = Array.from({ length: 20 }, (_, index) =>
      anEscalation({ message: aMessage({ providerId: `p-${index}` }) }),
    );

    await Promise.all(many.map((event) => untilDone(event, deps, 100)));

    expect(tickets.all()).toHaveLength(1);
    expect(tickets.all()[0]?.causes).toHaveLength(20);
  });

  it('finishes what a crash between claiming the conversation and opening the ticket left', async () => {
    const { deps, tickets, sent, timeline } = fakeEscalateDeps();
    const crash = { ...tickets, open: async () => Promise.reject(new Error('out of memory')) };
    await expect(escalate(anEscalation(), { ...deps, tickets: crash })).rejects.toThrow('out of memory');

    await escalate(anEscalation(), deps);

    expect(tickets.all()).toMatchObject([{ ticketId: mine }]);
    expect(timeline.all()).toHaveLength(1);
    expect(toStage(sent, 'deliver')).toHaveLength(3);
  });

  it('waits for the ticket that the conversation names, when the one who claimed it is not done', async () => {
    const { deps, tickets, conversations } = fakeEscalateDeps();
    await conversations.save(aConversation({ mode: 'human', ticketId: mine }));

    await expect(escalate(anEscalation({ message: second }), deps)).rejects.toThrow(TryAgain);

    expect(tickets.all()).toEqual([]);
  });

  it.each(['timeline', 'outbox'] as const)(
    'says the same again after a crash at the %s: one ticket, one request of each kind',
    async (port) => {
      const { deps, sent, tickets, outbox, timeline } = fakeEscalateDeps();
      const crash = async () => Promise.reject(new Error('crash'));
      const broken = { timeline: { ...timeline, append: crash }, outbox: { ...outbox, send: crash } };
      await expect(escalate(anEscalation(), { ...deps, [port]: broken[port] })).rejects.toThrow('crash');

      await escalate(anEscalation(), deps);

      expect(tickets.all()).toHaveLength(1);
      expect(new Set(requestIds(sent)).size).toBe(3);
    },
  );

  it('leaves a closed ticket closed when the message that opened it is delivered again', async () => {
    const { deps, tickets, conversations, timeline } = fakeEscalateDeps();
    await escalate(anEscalation(), { ...deps, timeline: { ...timeline, append: async () => 'added' } });
    await tickets.save(aTicket({ ...tickets.all()[0], version: 2, state: 'closed' }));
    await conversations.save(aConversation({ version: 2 }));

    await escalate(anEscalation(), deps);

    expect(tickets.all()).toMatchObject([{ ticketId: mine, version: 2, state: 'closed' }]);
    expect(conversations.all()).toMatchObject([{ version: 2, mode: 'bot' }]);
  });

  it('opens a new ticket when the conversation’s last one is closed', async () => {
    const { deps, tickets, conversations } = fakeEscalateDeps();
    await tickets.open(aTicket({ ticketId: 't-old', state: 'closed' }));
    await conversations.save(aConversation({ ticketId: 't-old' }));

    await escalate(anEscalation(), deps);

    expect(tickets.all().map(({ ticketId, state }) => [ticketId, state])).toEqual([
      ['t-old', 'closed'],
      [mine, 'open'],
    ]);
    expect(await conversations.get(conversationIdOf(mei))).toMatchObject({ version: 2, mode: 'human', ticketId: mine });
  });

  it('tries again when an agent changes the ticket at the same moment', async () => {
    const { deps, tickets } = fakeEscalateDeps();
    await escalate(anEscalation(), deps);
    const quicker = { ...tickets, save: async () => 'conflict' as const };

    await expect(escalate(anEscalation({ message: second }), { ...deps, tickets: quicker })).rejects.toThrow(TryAgain);
  });

  it('keeps what the bot could not say for the colleague', async () => {
    const suggestions = [{ entryId: 'a', question: 'a?', answer: 'a!', confidence: 0.6 }];
    const { deps, tickets } = fakeEscalateDeps();

    await escalate(anEscalation({ suggestions, priority: 'normal' }), deps);

    expect(tickets.all()).toMatchObject([{ priority: 'normal', owner: 'care', context: { suggestions } }]);
  });

  it('leads to the address the brand names, rather than the deployed site', async () => {
    const { deps, sent } = fakeEscalateDeps({ config: { deskUrl: 'https://care.lumi.example/desk/' } });

    await escalate(anEscalation(), deps);

    expect(JSON.stringify(sent)).toContain(`https://care.lumi.example/desk/?ticket=${mine}`);
  });

  it('tells whoever watches no word of the customer’s', async () => {
    const { deps, told } = fakeEscalateDeps();

    await escalate(anEscalation({ message: aMessage({ text: 'my secret', name: 'Mei Lin' }) }), deps);

    expect(JSON.stringify(told)).not.toMatch(/secret|Mei Lin/);
  });
});
