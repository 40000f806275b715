import { describe, expect, it } from 'vitest';
import { escalationRaised } from '../../../events/escalation-raised.ts';
import { replyRequested } from '../../../events/reply-requested.ts';
import { answer } from '../../../functions/answer/answer.ts';
import { conversationIdOf, replyIdFor } from '../../../functions/shared/ids.ts';
import { TryAgain } from '../../../functions/shared/unprocessable.ts';
import {
  aCandidate,
  aConversation,
  aFaqEntry,
  aMessage,
  aMessageTriaged,
  aReading,
  fakeAnswerDeps,
  mei,
  minutesOn,
  wednesday,
} from '../../fixtures/builders.ts';

const triaged = (providerId = 'p-1') => aMessageTriaged({ message: aMessage({ providerId }) });
const { messageId } = aMessage();

describe('answer', () => {
  it('asks for one reply to the message, with its reason', async () => {
    const { deps, sent } = fakeAnswerDeps();

    await answer(triaged(), deps);

    expect(sent).toMatchObject([
      {
        to: 'deliver',
        event: {
          data: {
            requestId: replyIdFor(messageId),
            text: 'Follow it under “My orders”.',
            by: 'bot',
            purpose: 'answer',
            inReplyTo: messageId,
            reasons: [{ because: 'matches “Where is my parcel?” by parcel', weight: 0.95 }],
          },
        },
      },
    ]);
    expect(replyRequested.safeParse(sent[0]?.event).success).toBe(true);
  });

  it('remembers that it spoke', async () => {
    const { deps, conversations } = fakeAnswerDeps();

    await answer(triaged('p-1'), deps);
    await answer(triaged('p-2'), deps);

    expect(conversations.all()).toMatchObject([
      { version: 2, mode: 'bot', botReplies: 2, lastBotReplyAt: wednesday, answered: [messageId, expect.any(String)] },
    ]);
  });

  it('says the same when the message is delivered again, and counts it once', async () => {
    const { deps, conversations, sent } = fakeAnswerDeps();
    await answer(triaged(), deps);

    await answer(triaged(), deps);

    expect(sent[1]).toEqual(sent[0]);
    expect(conversations.all()).toMatchObject([{ version: 1, botReplies: 1 }]);
  });

  it('sticks to its decision on a second delivery, whatever has happened since', async () => {
    const { deps, conversations, sent } = fakeAnswerDeps({ config: { bot: { maxInARow: 1 } } });
    await answer(triaged(), deps);
    await conversations.save(aConversation({ version: 2, mode: 'human', botReplies: 9, answered: [messageId] }));

    await answer(triaged(), deps);

    expect(sent.map(({ event }) => event.id)).toEqual([sent[0]?.event.id, sent[0]?.event.id]);
    expect(conversations.all()).toMatchObject([{ version: 2, mode: 'human' }]);
  });

  it('tries again when the conversation has moved on meanwhile, and has said nothing yet', async () => {
    const { deps, conversations, sent } = fakeAnswerDeps();
    const quicker = { ...conversations, save: async () => 'conflict' as const };

    await expect(answer(triaged(), { ...deps, conversations: quicker })).rejects.toThrow(TryAgain);
    expect(sent).toEqual([]);
  });

  it('answers both of two messages at once in the end, and counts two', async () => {
    const { deps, conversations, sent } = fakeAnswerDeps();
    const untilDone = async (providerId: string): Promise<void> => {
      try {
        await answer(triaged(providerId), deps);
      } catch (error) {
        if (!(error instanceof TryAgain)) throw error;
        await untilDone(providerId);
      }
    };

    await Promise.all(['p-1', 'p-2', 'p-3'].map(untilDone));

    expect(new Set(sent.map(({ event }) => event.id)).size).toBe(3);
    expect(conversations.all()).toMatchObject([{ version: 3, botReplies: 3 }]);
  });

  it('hands over after enough replies in a row, and does not answer as well', async () => {
    const { deps, sent } = fakeAnswerDeps({ config: { bot: { maxInARow: 2 } } });

    for (const providerId of ['p-1', 'p-2', 'p-3']) await answer(triaged(providerId), deps);

    expect(sent.map(({ to }) => to)).toEqual(['deliver', 'deliver', 'escalate']);
    expect(sent[2]?.event.data).toMatchObject({ reasons: [{ because: '2 bot replies in a row are enough' }] });
  });

  it('speaks again after a long quiet', async () => {
    const { deps, sent, now } = fakeAnswerDeps({ config: { bot: { maxInARow: 1, quietHours: 12 } } });
    await answer(triaged('p-1'), deps);
    now.pass(12 * 3_600_000 + 1);

    await answer(triaged('p-2'), deps);

    expect(sent.map(({ to }) => to)).toEqual(['deliver', 'deliver']);
  });

  it('keeps quiet where a person has the conversation', async () => {
    const { deps, conversations, sent, told } = fakeAnswerDeps();
    await conversations.save(aConversation({ mode: 'human' }));

    await answer(triaged(), deps);

    expect(sent).toEqual([]);
    expect(told).toMatchObject([{ name: 'left', facts: { because: 'a person has the conversation' } }]);
  });

  it('gives a person what it knows, when it is not sure: reasons, the risk’s too, and suggestions', async () => {
    const { deps, sent, conversations } = fakeAnswerDeps({ candidates: [aCandidate(0.6)] });
    const risk = { score: 15, reasons: [{ because: 'negative', weight: 15 }] };

    await answer(aMessageTriaged({ risk }), deps);

    expect(sent).toMatchObject([
      {
        to: 'escalate',
        event: {
          data: {
            priority: 'normal',
            reasons: [{ because: 'not sure enough to answer' }, { because: 'negative' }],
            suggestions: [{ entryId: 'en-where', confidence: 0.6 }],
          },
        },
      },
    ]);
    expect(escalationRaised.safeParse(sent[0]?.event).success).toBe(true);
    expect(conversations.all()).toEqual([]);
  });

  it('stays within the event’s limits, however long the question that matched', async () => {
    const long = aFaqEntry({ question: '问'.repeat(1000), answer: 'a'.repeat(4000) });
    const { deps, sent } = fakeAnswerDeps({ entries: [long] });

    await answer(aMessageTriaged({ reading: aReading({ emotion: 'anger', intensity: 1 }) }), deps);

    expect(replyRequested.safeParse(sent[0]?.event).success).toBe(true);
  });

  it('remembers the last twenty messages it answered', async () => {
    const { deps, conversations } = fakeAnswerDeps({ config: { bot: { maxInARow: 50 } } });

    for (let index = 0; index < 25; index++) await answer(triaged(`p-${index}`), deps);

    const stored = await conversations.get(conversationIdOf(mei));
    expect(stored?.answered).toHaveLength(20);
    expect(stored?.answered.at(-1)).toBe(triaged('p-24').data.message.messageId);
  });

  it('goes on from what it finds stored', async () => {
    const { deps, conversations } = fakeAnswerDeps();
    await conversations.save(aConversation({ botReplies: 2, lastBotReplyAt: minutesOn(-5), ticketId: 't-9' }));

    await answer(triaged(), deps);

    expect(conversations.all()).toMatchObject([{ version: 2, botReplies: 3, ticketId: 't-9' }]);
  });
});
