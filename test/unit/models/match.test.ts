import { describe, expect, it } from 'vitest';
import type { FaqEntry } from '../../../models/judgement.ts';
import { decideMatch } from '../../../models/match/decide.ts';
import { buildMatcher } from '../../../models/match/predict.ts';

const entry = (id: string, lang: 'zh' | 'en', question: string, ...variants: string[]): FaqEntry => ({
  id,
  lang,
  question,
  variants,
  answer: `answer to ${question}`,
});
const entries = [
  entry('return-zh', 'zh', '怎么退货', '如何申请退货退款', '不想要了能退吗'),
  entry('invoice-zh', 'zh', '怎么开发票', '可以开专票吗'),
  entry('password-zh', 'zh', '忘记密码怎么办', '密码如何重置'),
  entry('return-en', 'en', 'How do I return an item?', 'Can I send it back?'),
  entry('invoice-en', 'en', 'Where is my invoice?', 'I need a receipt'),
  entry('password-en', 'en', 'How do I reset my password?', 'I forgot my password'),
];
const match = buildMatcher(entries);

describe('the best entry', () => {
  it.each([
    ['请问怎么退货呢？', 'return-zh'],
    ['請問怎麼退貨', 'return-zh'],
    ['我密码忘了', 'password-zh'],
    ['能不能开票，要专票', 'invoice-zh'],
    ['how can i return my items', 'return-en'],
    ['forgot pasword', 'password-en'],
    ['where can I find the invoice', 'invoice-en'],
  ])('for %s is %s', (question, id) => {
    expect(match(question)[0]?.entryId).toBe(id);
  });

  it('says which words matched, and how sure it is', () => {
    const [best, second] = match('请问怎么退货呢');
    expect(best?.matched).toEqual(['怎么退货']);
    expect(best?.confidence).toBeGreaterThan(0.7);
    expect(second?.confidence ?? 0).toBeLessThan(best?.confidence ?? 0);
  });

  it('comes with at most as many others as wanted', () => {
    expect(match('怎么退货', 1)).toHaveLength(1);
    expect(match('怎么退货').length).toBeLessThanOrEqual(3);
  });

  it('is not offered with confidence for what the knowledge base lacks', () => {
    for (const question of ['今天天气真不错', 'the weather is lovely', '', '???', '12345']) {
      expect(decideMatch(match(question)), question).toBe('decline');
    }
  });
});

it('matches nothing in an empty knowledge base', () => {
  expect(buildMatcher([])('anything')).toEqual([]);
});

describe('deciding', () => {
  const thresholds = { answer: 0.8, suggest: 0.4, margin: 0.1 };
  const decide = (...confidences: number[]) =>
    decideMatch(
      confidences.map((confidence) => ({ confidence })),
      thresholds,
    );
  it('answers when sure and ahead, suggests when likely or disputed, else declines', () => {
    expect(decide(0.9, 0.1)).toBe('answer');
    expect(decide(0.9)).toBe('answer');
    expect(decide(0.9, 0.85)).toBe('suggest');
    expect(decide(0.5, 0.1)).toBe('suggest');
    expect(decide(0.3)).toBe('decline');
    expect(decide()).toBe('decline');
  });
});
