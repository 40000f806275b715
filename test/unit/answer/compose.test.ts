import { describe, expect, it } from 'vitest';
import { compose } from '../../../functions/answer/compose.ts';
import { emotions } from '../../../models/judgement.ts';
import { aReading } from '../../fixtures/builders.ts';

const zh = { lang: 'zh', answer: '请看“我的订单”。' } as const;
const en = { lang: 'en', answer: 'See “My orders”.' } as const;

describe('a composed answer', () => {
  it.each(emotions)('ends with the entry’s own words when the customer feels %s', (emotion) => {
    for (const entry of [zh, en]) {
      expect(compose(entry, aReading({ emotion, intensity: 0.9 }))).toMatch(new RegExp(`${entry.answer}$`));
    }
  });

  it.each(['anger', 'disappointment', 'anxiety', 'sadness', 'joy', 'gratitude'] as const)(
    'answers strong %s with a sentence, in the entry’s language',
    (emotion) => {
      const reading = aReading({ emotion, intensity: 0.5 });

      expect(compose(zh, reading)).toMatch(/^\p{Script=Han}.+请看“我的订单”。$/u);
      expect(compose(en, reading)).toMatch(/^[A-Z].+ See “My orders”\.$/);
    },
  );

  it('only answers when little is felt', () => {
    expect(compose(en, aReading({ emotion: 'anger', intensity: 0.34 }))).toBe(en.answer);
    expect(compose(en, aReading({ emotion: 'neutral', intensity: 0.9 }))).toBe(en.answer);
    expect(compose(en, aReading({ emotion: 'surprise', intensity: 0.9 }))).toBe(en.answer);
  });

  it('does not name a feeling it is unsure of', () => {
    expect(compose(en, aReading({ state: 'uncertain', emotion: 'anger', intensity: 0.9 }))).toBe(en.answer);
  });
});
