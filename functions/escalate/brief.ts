import type { EscalationRaised } from '../../events/escalation-raised.ts';
import { cutText } from '../shared/clean-text.ts';
import type { Entry } from '../shared/entry.ts';
import type { TicketContext } from '../shared/ticket.ts';

/** Characters of a line that fit one screen. */
const lineLength = 400;

const lineOf = (entry: Entry): TicketContext['lines'] => {
  switch (entry.kind) {
    case 'message':
      return [{ at: entry.occurredAt, by: 'customer', text: cutText(entry.message.text, lineLength) }];
    case 'reply':
      return [{ at: entry.occurredAt, by: entry.by, text: cutText(entry.text, lineLength) }];
    case 'escalation':
    case 'note':
      return [];
  }
};

/** One screen for whoever takes over: the last lines, the course of emotion, what could be said. */
export function brief(
  newestFirst: Entry[],
  { suggestions }: Pick<EscalationRaised['data'], 'suggestions'>,
): TicketContext {
  const oldestFirst = [...newestFirst].reverse();
  const course = oldestFirst.flatMap((entry) =>
    entry.kind === 'message'
      ? [
          {
            at: entry.occurredAt,
            sentiment: entry.reading.sentiment,
            emotion: entry.reading.emotion,
            intensity: entry.reading.intensity,
          },
        ]
      : [],
  );
  return { lines: oldestFirst.flatMap(lineOf).slice(-12), course: course.slice(-20), suggestions };
}
