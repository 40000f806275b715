import { describe, expect, it } from 'vitest';
import { respond, rowSoFar } from '../../../functions/answer/respond.ts';
import {
  aCandidate,
  aConfig,
  aConversation,
  aFaqEntry,
  aKnowledge,
  aReading,
  minutesOn,
  wednesday,
} from '../../fixtures/builders.ts';

const config = aConfig({ match: { answer: 0.8, suggest: 0.4, margin: 0.1 }, bot: { maxInARow: 3, quietHours: 12 } });
const four = ['a', 'b', 'c', 'd'].map((id) => aFaqEntry({ id, question: `${id}?`, answer: `${id}!` }));

const decide = (change: Partial<Parameters<typeof respond>[0]> = {}) =>
  respond({
    candidates: [aCandidate(0.95)],
    entries: aKnowledge([]).entries,
    conversation: aConversation(),
    message: { reading: aReading() },
    config,
    now: new Date(wednesday),
    ...change,
  });

describe('a response', () => {
  it('answers with the entry of a sure match', () => {
    expect(decide()).toEqual({ kind: 'answer', entry: aFaqEntry(), confidence: 0.95, matched: ['parcel'] });
  });

  it('answers from the threshold on', () => {
    expect(decide({ candidates: [aCandidate(0.8)] }).kind).toBe('answer');
    expect(decide({ candidates: [aCandidate(0.79)] }).kind).toBe('to-person');
  });

  it('does not answer when two entries are about equally right', () => {
    expect(decide({ candidates: [aCandidate(0.9), aCandidate(0.85, 'b')] })).toMatchObject({
      kind: 'to-person',
      because: 'not sure enough to answer',
    });
  });

  it('gives a person the three best suggestions, with what we would have said', () => {
    const candidates = four.map(({ id }, index) => aCandidate(0.7 - index / 10, id));

    const response = decide({ candidates, entries: aKnowledge([], four).entries });

    expect(response).toMatchObject({ kind: 'to-person', because: 'not sure enough to answer' });
    expect(response.kind === 'to-person' && response.suggestions).toEqual([
      { entryId: 'a', question: 'a?', answer: 'a!', confidence: 0.7 },
      { entryId: 'b', question: 'b?', answer: 'b!', confidence: 0.6 },
      expect.objectContaining({ entryId: 'c' }),
    ]);
  });

  it('does not speak where a person does', () => {
    expect(decide({ conversation: aConversation({ mode: 'human' }) })).toEqual({
      kind: 'silence',
      because: 'a person has the conversation',
    });
  });

  it('hands over once the bot has spoken often enough in a row', () => {
    const spoken = (botReplies: number) => aConversation({ botReplies, lastBotReplyAt: minutesOn(-10) });

    expect(decide({ conversation: spoken(2) }).kind).toBe('answer');
    expect(decide({ conversation: spoken(3) })).toMatchObject({
      kind: 'to-person',
      because: '3 bot replies in a row are enough',
      suggestions: [{ entryId: 'en-where' }],
    });
  });

  it('counts the row anew after a long quiet', () => {
    const conversation = aConversation({ botReplies: 3, lastBotReplyAt: minutesOn(-12 * 60 - 1) });

    expect(decide({ conversation }).kind).toBe('answer');
    expect(rowSoFar(conversation, 12, new Date(wednesday))).toBe(0);
    expect(
      rowSoFar(aConversation({ botReplies: 3, lastBotReplyAt: minutesOn(-12 * 60) }), 12, new Date(wednesday)),
    ).toBe(3);
  });

  it('brings an unknown question to a person: a question left alone is a customer lost', () => {
    expect(decide({ candidates: [] })).toEqual({
      kind: 'to-person',
      because: 'asks what the knowledge base does not know',
      suggestions: [],
    });
  });

  it('brings an unhappy customer to a person even when they ask nothing', () => {
    expect(
      decide({ candidates: [aCandidate(0.1)], message: { reading: aReading({ asks: false, sentiment: 'negative' }) } }),
    ).toMatchObject({
      kind: 'to-person',
      because: 'unhappy, and nothing we know helps',
    });
  });

  it('suggests nothing for words that ask nothing, however near an entry they come', () => {
    const reading = aReading({ asks: false, sentiment: 'positive' });

    expect(decide({ candidates: [aCandidate(0.6)], message: { reading } }).kind).toBe('silence');
  });

  it('lets thanks be thanks', () => {
    const reading = aReading({ asks: false, sentiment: 'positive', emotion: 'gratitude' });

    expect(decide({ candidates: [], message: { reading } })).toEqual({
      kind: 'silence',
      because: 'asks nothing that we could answer',
    });
  });

  it('does not answer with an entry that has gone from the knowledge base', () => {
    expect(decide({ candidates: [aCandidate(0.95, 'gone')] })).toMatchObject({ kind: 'to-person', suggestions: [] });
  });
});
