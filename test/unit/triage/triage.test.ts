import { describe, expect, it } from 'vitest';
import { escalationRaised } from '../../../events/escalation-raised.ts';
import { messageTriaged } from '../../../events/message-triaged.ts';
import { customerIdOf } from '../../../functions/shared/ids.ts';
import { readingOf, triage } from '../../../functions/triage/triage.ts';
import {
  aConversation,
  aJudgement,
  aMessageReceived,
  aReplyEntry,
  fakeTriageDeps,
  mei,
  minutesOn,
  toStage,
  wednesday,
} from '../../fixtures/builders.ts';

describe('triage', () => {
  it('lets the bot try what puts nothing at stake', async () => {
    const { deps, sent } = fakeTriageDeps();

    await triage(aMessageReceived(), deps);

    expect(sent).toMatchObject([{ to: 'answer', event: { type: 'message-triaged.v1', data: { risk: { score: 0 } } } }]);
    expect(messageTriaged.safeParse(sent[0]?.event).success).toBe(true);
  });

  it('brings in a person for a threat, says how soon, and gives the reason first', async () => {
    const { deps, sent } = fakeTriageDeps({
      analyze: () => aJudgement({ signals: [{ kind: 'legal', words: 'my lawyer' }] }),
    });

    await triage(aMessageReceived(), deps);

    const [raised] = toStage(sent, 'escalate');
    expect(raised?.data).toMatchObject({
      priority: 'urgent',
      reasons: [
        { because: 'a right or safety is at stake', weight: 0 },
        { because: 'signal legal: “my lawyer”', weight: 70 },
      ],
      suggestions: [],
    });
    expect(escalationRaised.safeParse(raised).success).toBe(true);
  });

  it('brings in a person for what could not be read: failure raises attention', async () => {
    const { deps, sent, timeline } = fakeTriageDeps({ analyze: () => aJudgement({ state: 'failed' }) });

    await triage(aMessageReceived(), deps);

    expect(sent.map(({ to }) => to)).toEqual(['escalate']);
    expect(timeline.all()).toMatchObject([{ reading: { state: 'failed' }, because: 'could not be read' }]);
  });

  it('writes one line on the timeline: the words, the reading, the risk, the route and why', async () => {
    const { deps, timeline } = fakeTriageDeps({
      analyze: () => aJudgement({ sentiment: 'negative', keywords: ['parcel'] }),
    });
    const message = aMessageReceived({ name: 'Mei', text: 'Where is it?' });

    await triage(message, deps);

    expect(timeline.all()).toEqual([
      expect.objectContaining({
        kind: 'message',
        entryId: message.data.messageId,
        customerId: customerIdOf(mei),
        occurredAt: wednesday,
        message: expect.objectContaining({ text: 'Where is it?', name: 'Mei' }),
        reading: expect.objectContaining({ sentiment: 'negative', keywords: ['parcel'] }),
        risk: { score: 15, reasons: [{ because: 'negative', weight: 15 }] },
        route: 'answer',
        because: 'nothing at stake',
      }),
    ]);
  });

  it('keeps a machine’s mail and troubles nobody with it', async () => {
    const { deps, sent, timeline } = fakeTriageDeps();

    await triage(aMessageReceived({ kind: 'bounce', mayAnswer: false, mayNotAnswerBecause: 'a bounce' }), deps);

    expect(sent).toEqual([]);
    expect(timeline.all()).toMatchObject([{ route: 'none', because: 'a bounce' }]);
  });

  it('says the same thing, event id included, when a message is delivered twice', async () => {
    const { deps, sent, timeline, now } = fakeTriageDeps();
    await triage(aMessageReceived(), deps);
    now.pass(60_000);

    await triage(aMessageReceived(), deps);

    expect(sent.map(({ event }) => event.id)).toEqual([sent[0]?.event.id, sent[0]?.event.id]);
    expect(sent[1]?.event.data).toEqual(sent[0]?.event.data);
    expect(timeline.all()).toHaveLength(1);
  });

  it('goes by what was decided first, even if it would read the message otherwise today', async () => {
    const first = fakeTriageDeps({ analyze: () => aJudgement({ signals: [{ kind: 'legal' }] }) });
    await triage(aMessageReceived(), first.deps);

    await triage(aMessageReceived(), { ...first.deps, analyze: () => aJudgement({ sentiment: 'positive' }) });

    expect(first.sent.map(({ to }) => to)).toEqual(['escalate', 'escalate']);
    expect(first.sent[1]?.event.data).toEqual(first.sent[0]?.event.data);
    expect(first.told.map(({ facts }) => facts.again)).toEqual([false, true]);
  });

  it('writes before it speaks: when the queue is down, a second delivery says what the first could not', async () => {
    const { deps, sent, timeline, outbox } = fakeTriageDeps();
    const down = { ...outbox, send: async () => Promise.reject(new Error('queue is down')) };

    await expect(triage(aMessageReceived(), { ...deps, outbox: down })).rejects.toThrow('queue is down');
    await triage(aMessageReceived(), deps);

    expect(timeline.all()).toHaveLength(1);
    expect(sent.map(({ to }) => to)).toEqual(['answer']);
  });

  it('meets a customer once, however many messages make the acquaintance', async () => {
    const { deps, customers } = fakeTriageDeps();
    const many = Array.from({ length: 20 }, (_, index) => aMessageReceived({ providerId: `p-${index}`, name: 'Mei' }));

    await Promise.all(many.map((message) => triage(message, deps)));

    expect(customers.all()).toEqual([{ ...mei, customerId: customerIdOf(mei), name: 'Mei', firstSeenAt: wednesday }]);
  });

  it('weighs the course of the customer’s messages, and not its own line in it', async () => {
    const sad = { analyze: () => aJudgement({ sentiment: 'negative' as const }) };
    const { deps, timeline } = fakeTriageDeps(sad);
    for (const [index, providerId] of ['p-1', 'p-2', 'p-3', 'p-3'].entries()) {
      await triage(aMessageReceived({ providerId, occurredAt: minutesOn(Math.min(index, 2)) }), deps);
    }

    const scores = timeline.all().map((each) => (each.kind === 'message' ? each.risk.score : undefined));
    expect(scores).toEqual([15, 15, 25]);
  });

  it('looks back only on what was written before, when messages arrive out of order', async () => {
    const readings = [aJudgement({ sentiment: 'positive' }), aJudgement({ sentiment: 'negative' })];
    const { deps, timeline } = fakeTriageDeps({ analyze: () => readings.shift() ?? aJudgement() });

    await triage(aMessageReceived({ providerId: 'later', occurredAt: minutesOn(5) }), deps);
    await triage(aMessageReceived({ providerId: 'earlier', occurredAt: wednesday }), deps);

    expect(timeline.all()[1]).toMatchObject({ risk: { reasons: [{ because: 'negative' }] } });
  });

  it('does not take our own replies for the customer’s mood', async () => {
    const { deps, timeline } = fakeTriageDeps({ analyze: () => aJudgement({ sentiment: 'negative' }) });
    await timeline.append(aReplyEntry({ occurredAt: minutesOn(-1) }));

    await triage(aMessageReceived(), deps);

    expect(timeline.all()[1]).toMatchObject({ risk: { score: 15 } });
  });

  it('leaves a conversation to the person who has it', async () => {
    const { deps, conversations, sent, timeline } = fakeTriageDeps();
    await conversations.save(aConversation({ mode: 'human', ticketId: 't-1' }));

    await triage(aMessageReceived(), deps);

    expect(sent).toEqual([]);
    expect(timeline.all()).toMatchObject([{ route: 'none', because: 'a person has the conversation' }]);
  });

  it('goes by the rank the brand’s application tells, rather than the one we know', async () => {
    const { deps, customers, timeline } = fakeTriageDeps({ analyze: () => aJudgement({ sentiment: 'negative' }) });
    await customers.create({ ...mei, customerId: customerIdOf(mei), tier: 'silver', firstSeenAt: wednesday });

    await triage(aMessageReceived({ tier: 'gold' }), deps);

    expect(timeline.all()).toMatchObject([{ risk: { score: 25 } }]);
  });

  it('adds the points of the customer’s tier and of an open ticket', async () => {
    const { deps, customers, conversations, timeline } = fakeTriageDeps({
      analyze: () => aJudgement({ sentiment: 'negative' }),
    });
    await customers.create({ ...mei, customerId: customerIdOf(mei), tier: 'gold', firstSeenAt: wednesday });
    await conversations.save(aConversation({ ticketId: 't-1' }));

    await triage(aMessageReceived(), deps);

    expect(timeline.all()).toMatchObject([{ risk: { score: 35 } }]);
  });

  it('tells whoever watches ids and numbers, never words', async () => {
    const { deps, told } = fakeTriageDeps();

    await triage(aMessageReceived({ text: 'my card is 6222 0200 1234', name: 'Mei' }), deps);

    expect(told).toMatchObject([{ name: 'triaged', facts: { to: 'answer', again: false, risk: 0 } }]);
    expect(JSON.stringify(told)).not.toMatch(/6222|Mei|mei/);
  });
});

describe('the part of a reading that is kept', () => {
  it('is short: eight signals, five keywords, and the beginning of their words', () => {
    const kept = readingOf(
      aJudgement({
        signals: Array.from({ length: 12 }, () => ({ kind: 'legal', words: 'x'.repeat(500), weight: 0.123456 })),
        keywords: Array.from({ length: 9 }, () => 'y'.repeat(200)),
      }),
    );

    expect(kept.signals).toHaveLength(8);
    expect(kept.signals[0]).toEqual({ kind: 'legal', words: 'x'.repeat(60), weight: 0.12 });
    expect(kept.keywords).toEqual(Array(5).fill('y'.repeat(40)));
  });
});
