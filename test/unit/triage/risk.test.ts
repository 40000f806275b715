import { describe, expect, it } from 'vitest';
import { reason } from '../../../events/reading.ts';
import { assessRisk, type Past, type RiskInput } from '../../../functions/triage/risk.ts';
import { signalKinds } from '../../../models/judgement.ts';
import { aJudgement, minutesOn } from '../../fixtures/builders.ts';

const risk = (judgement: RiskInput['judgement'], more: Partial<RiskInput> = {}) =>
  assessRisk({ judgement, history: [], openTickets: 0, ...more });

const moods = (...sentiments: Past['sentiment'][]): Past[] =>
  sentiments.map((sentiment, index) => ({ sentiment, occurredAt: minutesOn(index - sentiments.length) }));

describe('risk', () => {
  it('is nothing for a calm question, and gives no reason', () => {
    expect(risk(aJudgement())).toEqual({ score: 0, reasons: [] });
  });

  it('is not sentiment: a calm complaint scores low', () => {
    expect(risk(aJudgement({ sentiment: 'negative' })).score).toBe(15);
  });

  it.each(signalKinds.filter((kind) => kind !== 'wedding' && kind !== 'birth'))(
    'rises with %s, and shows the words',
    (kind) => {
      const { score, reasons } = risk(aJudgement({ signals: [{ kind, words: '再也不来了' }] }));

      expect(score).toBeGreaterThanOrEqual(40);
      expect(reasons).toEqual([{ because: `signal ${kind}: “再也不来了”`, weight: score }]);
    },
  );

  it.each(['wedding', 'birth'] as const)('does not rise with a %s', (kind) => {
    expect(risk(aJudgement({ signals: [{ kind }] })).score).toBe(0);
  });

  it('counts a signal once, by its plainest words', () => {
    const signals = [
      { kind: 'legal', weight: 0.5, words: 'maybe' },
      { kind: 'legal', weight: 1, words: 'my lawyer' },
      { kind: 'legal', weight: 0.7, words: 'court' },
    ] as const;

    expect(risk(aJudgement({ signals: [...signals] }))).toEqual({
      score: 70,
      reasons: [{ because: 'signal legal: “my lawyer”', weight: 70 }],
    });
  });

  it('never exceeds 100, and says all reasons all the same', () => {
    const { score, reasons } = risk(aJudgement({ signals: signalKinds.map((kind) => ({ kind })) }));

    expect(score).toBe(100);
    expect(reasons).toHaveLength(signalKinds.length - 2);
  });

  it.each([
    ['anger', 30],
    ['disappointment', 20],
    ['sadness', 20],
    ['anxiety', 15],
    ['joy', 0],
    ['gratitude', 0],
    ['surprise', 0],
  ] as const)('weighs full %s at %d points', (emotion, points) => {
    expect(risk(aJudgement({ emotion, intensity: 1 })).score).toBe(points);
  });

  it('rises when the mood has sunk since the start', () => {
    const sunk = risk(aJudgement({ sentiment: 'negative' }), { history: moods('positive', 'neutral') });

    expect(sunk.reasons).toContainEqual({ because: 'mood has sunk since the start', weight: 20 });
    expect(risk(aJudgement({ sentiment: 'negative' }), { history: moods('negative') }).score).toBe(15);
  });

  it('rises with each unhappy message after the second', () => {
    const twice = risk(aJudgement({ sentiment: 'negative' }), { history: moods('negative', 'negative') });
    const often = risk(aJudgement({ sentiment: 'negative' }), { history: moods('negative', 'negative', 'negative') });

    expect(twice.reasons).toContainEqual({ because: '3 unhappy messages in a row of 3', weight: 10 });
    expect(often.score).toBe(twice.score + 5);
  });

  it('looks back on six messages, not on a lifetime', () => {
    const history = moods('positive', ...Array<Past['sentiment']>(6).fill('negative'));

    expect(risk(aJudgement({ sentiment: 'negative' }), { history }).reasons).not.toContainEqual(
      expect.objectContaining({ because: 'mood has sunk since the start' }),
    );
  });

  it('adds a tier’s points and an open ticket’s only where something is at stake', () => {
    const held = { tier: 'gold', tiers: { gold: 10 }, openTickets: 1 };

    expect(risk(aJudgement(), held).score).toBe(0);
    expect(risk(aJudgement({ sentiment: 'negative' }), held)).toEqual({
      score: 35,
      reasons: [
        { because: 'negative', weight: 15 },
        { because: 'tier gold', weight: 10 },
        { because: 'a ticket is already open', weight: 10 },
      ],
    });
  });

  it('knows no tier that the brand has not named, whatever it is called', () => {
    for (const tier of ['silver', '__proto__', 'constructor', '']) {
      expect(risk(aJudgement({ sentiment: 'negative' }), { tier, tiers: { gold: 10 } }).score, tier).toBe(15);
    }
  });

  it('is high for what could not be read', () => {
    expect(risk(aJudgement({ state: 'failed' }))).toEqual({
      score: 60,
      reasons: [{ because: 'could not be read', weight: 60 }],
    });
  });

  it('gives reasons that fit an event, also when invisible characters stretch the words', () => {
    const words = `律${'\u200b'.repeat(300)}师`;
    const { reasons } = risk(aJudgement({ signals: [{ kind: 'legal', words }] }));

    expect(reasons.map((each) => reason.safeParse(each).success)).toEqual([true]);
  });
});
