import { describe, expect, it } from 'vitest';
import { brief } from '../../../functions/escalate/brief.ts';
import { ticketContext } from '../../../functions/shared/ticket.ts';
import { aMessageEntry, aNote, aReading, aReplyEntry, minutesOn } from '../../fixtures/builders.ts';

const suggestions = [{ entryId: 'en-where', question: 'Where?', answer: 'There.', confidence: 0.6 }];

describe('a brief', () => {
  it('tells the last lines oldest first, who said each, and the course of emotion', () => {
    const newestFirst = [
      aMessageEntry({
        occurredAt: minutesOn(2),
        message: { text: 'Still nothing!' },
        reading: aReading({ sentiment: 'negative', emotion: 'anger', intensity: 0.7 }),
      }),
      aReplyEntry({ occurredAt: minutesOn(1) }),
      aNote({ occurredAt: minutesOn(1) }),
      aMessageEntry({ occurredAt: minutesOn(0) }),
    ];

    expect(brief(newestFirst, { suggestions })).toEqual({
      lines: [
        { at: minutesOn(0), by: 'customer', text: 'Where is my parcel?' },
        { at: minutesOn(1), by: 'bot', text: 'It is on its way.' },
        { at: minutesOn(2), by: 'customer', text: 'Still nothing!' },
      ],
      course: [
        { at: minutesOn(0), sentiment: 'neutral', emotion: 'neutral', intensity: 0 },
        { at: minutesOn(2), sentiment: 'negative', emotion: 'anger', intensity: 0.7 },
      ],
      suggestions,
    });
  });

  it('fits one screen and a ticket, however much was said', () => {
    const newestFirst = Array.from({ length: 30 }, (_, index) =>
      aMessageEntry({ occurredAt: minutesOn(-index), message: { text: '👩‍👩‍👧'.repeat(500) } }),
    );

    const context = brief(newestFirst, { suggestions: [] });

    expect(ticketContext.safeParse(context).success).toBe(true);
    expect(context.lines).toHaveLength(12);
    expect(context.lines.at(-1)?.at).toBe(minutesOn(0));
    for (const { text } of context.lines) expect(text).toMatch(/^(👩‍👩‍👧)+$/u);
  });
});
