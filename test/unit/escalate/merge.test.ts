import { describe, expect, it } from 'vitest';
import { isMorePressing, withFurtherCause } from '../../../functions/escalate/merge.ts';
import { aMessage, anEscalation, aTicket, minutesOn } from '../../fixtures/builders.ts';

const another = aMessage({ providerId: 'p-2' });
const context = { lines: [], course: [], suggestions: [] };
const due = (minutes: number) => ({ dueAt: minutesOn(minutes), context });

describe('a further message on an open ticket', () => {
  it('adds its cause and the reasons that are new', () => {
    const reasons = [
      { because: 'wants a person', weight: 0 },
      { because: 'anger', weight: 20 },
    ];

    expect(withFurtherCause(aTicket(), anEscalation({ message: another, reasons }).data, due(10))).toMatchObject({
      version: 2,
      causes: ['m-1', another.messageId],
      reasons: [{ because: 'wants a person' }, { because: 'anger', weight: 20 }],
    });
  });

  it('that is in it already changes nothing', () => {
    expect(
      withFurtherCause(aTicket({ causes: [another.messageId] }), anEscalation({ message: another }).data, due(10)),
    ).toBeUndefined();
  });

  it('raises the priority and brings the due time nearer when it is more pressing', () => {
    const next = withFurtherCause(aTicket(), anEscalation({ message: another, priority: 'urgent' }).data, due(15));

    expect(next).toMatchObject({ priority: 'urgent', dueAt: minutesOn(15) });
  });

  it('goes to the team that handles what has come up, and only then', () => {
    const more = anEscalation({ message: another, priority: 'urgent' }).data;
    const raisedFor = (handles: string[]) =>
      withFurtherCause(aTicket({ owner: 'care' }), more, { ...due(15), team: { name: 'rights', handles } });

    expect(raisedFor(['legal'])?.owner).toBe('rights');
    expect(raisedFor([])?.owner).toBe('care');
  });

  it('does not move the due time away, even when it is more pressing', () => {
    const next = withFurtherCause(
      aTicket({ dueAt: minutesOn(5) }),
      anEscalation({ message: another, priority: 'urgent' }).data,
      due(15),
    );

    expect(next).toMatchObject({ priority: 'urgent', dueAt: minutesOn(5) });
  });

  it('leaves priority and due time when it is less pressing', () => {
    const next = withFurtherCause(aTicket(), anEscalation({ message: another, priority: 'normal' }).data, due(1));

    expect(next).toMatchObject({ priority: 'high', dueAt: minutesOn(60) });
  });

  it('brings the latest screen, and keeps suggestions until there are new ones', () => {
    const held = [{ entryId: 'a', question: 'a?', answer: 'a!', confidence: 0.5 }];
    const open = aTicket({ context: { ...context, suggestions: held } });
    const line = { at: minutesOn(1), by: 'customer' as const, text: 'more' };

    const next = withFurtherCause(open, anEscalation({ message: another }).data, {
      dueAt: minutesOn(1),
      context: { ...context, lines: [line] },
    });

    expect(next?.context).toEqual({ lines: [line], course: [], suggestions: held });
  });

  it('leaves the ticket it was given as it was', () => {
    const open = aTicket();

    withFurtherCause(open, anEscalation({ message: another, priority: 'urgent' }).data, due(1));

    expect(open).toEqual(aTicket());
  });
});

it('urgent presses more than high, and high more than normal', () => {
  const priorities = ['urgent', 'high', 'normal'] as const;

  for (const [rank, next] of priorities.entries()) {
    expect(priorities.map((now) => isMorePressing(next, now))).toEqual(priorities.map((_, other) => rank < other));
  }
});
