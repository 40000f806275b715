import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadAnalyze } from '../../models/analyse.ts';
import type { Judgement } from '../../models/judgement.ts';
import { buildMatcher } from '../../models/match/predict.ts';
import { predictPii, redact } from '../../models/pii/predict.ts';
import { normalise, originalSpan } from '../../models/text/normalise.ts';

const analyze = loadAnalyze();

const phrases = [
  '你们就是骗子',
  '我要退款',
  '第三次投诉了',
  '谢谢',
  '我妈妈去世了',
  'this is a scam',
  'thank you',
  'I will sue you',
  'where is my order',
  '13812345678',
  ' ',
  '，',
  '!',
  '😡',
];
const message = fc
  .array(fc.oneof(fc.constantFrom(...phrases), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 8 })
  .map((parts) => parts.join(''));
const anyText = fc.oneof(
  message,
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
);
const invisible = fc.constantFrom(
  '\u200b',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u034f',
  '\u202e',
  '\ufe0f',
  '\u{e0041}',
  '\u115f',
  '\u3164',
);

/** A judgement without where its words stand, which invisible characters do change. */
const meaning = ({ signals, pii, ...rest }: Judgement) => ({
  ...rest,
  signals: signals.map(({ kind, weight }) => ({ kind, weight })),
  pii: pii.map(({ kind }) => kind),
});
const sum = (scores: Record<string, number>) => Object.values(scores).reduce((total, score) => total + score, 0);

describe('reading any text', () => {
  it('never throws, and gives scores that sum to 1 and spans that lie in the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { state, sentiment, emotion, signals, pii, keywords } = analyze(text);
        expect(state).not.toBe('failed');
        expect(sum(sentiment.scores)).toBeCloseTo(1, 6);
        expect(sum(emotion.scores)).toBeCloseTo(1, 6);
        expect(emotion.intensity).toBeGreaterThanOrEqual(0);
        expect(emotion.intensity).toBeLessThanOrEqual(1);
        expect(keywords.length).toBeLessThanOrEqual(5);
        for (const { start, end, words } of signals) expect(text.slice(start, end)).toBe(words);
        for (const { start, end } of pii) expect(start >= 0 && start < end && end <= text.length).toBe(true);
      }),
    );
  });

  it('gives the same judgement however many invisible characters stand between its letters', () => {
    const letters = fc
      .array(fc.constantFrom(...phrases), { minLength: 1, maxLength: 5 })
      .map((parts) => [...parts.join('')]);
    fc.assert(
      fc.property(letters, fc.array(invisible, { minLength: 1, maxLength: 60 }), (plain, hidden) => {
        const veiled = plain.map((letter, at) => letter + (hidden[at % hidden.length] ?? '')).join('');
        expect(meaning(analyze(veiled))).toEqual(meaning(analyze(plain.join(''))));
      }),
    );
  });

  it('gives the same judgement twice', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, between) => {
        const first = analyze(text);
        analyze(between);
        expect(analyze(text)).toEqual(first);
      }),
    );
  });
});

describe('normalising', () => {
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = normalise(text).text;
        expect(normalise(once).text).toBe(once);
      }),
    );
  });

  it('maps every span into the original, in order', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const normalised = normalise(text);
        let last = 0;
        for (let at = 0; at < normalised.text.length; at++) {
          const { start, end } = originalSpan(normalised, at, at + 1);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = start;
        }
      }),
    );
  });
});

it('leaves nothing that identifies a person in a redacted text', () => {
  const secret = fc.constantFrom('13812345678', 'a.b@example.com', '11010519491231002X', '4111 1111 1111 1111');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('请打', 'call ', '，', ' or '), secret), { maxLength: 5 }),
      (parts) => {
        const text = parts.map(([lead, hidden]) => `${lead}${hidden} `).join('');
        const clean = redact(text, predictPii(normalise(text)));
        for (const [, hidden] of parts) expect(clean).not.toContain(hidden);
      },
    ),
  );
});

it('finds the entry a question was taken from', () => {
  const question = fc.constantFrom(
    '怎么退货',
    '如何修改收货地址',
    '发票怎么开',
    'how do I reset my password',
    'where is my parcel',
    'cancel my plan',
  );
  fc.assert(
    fc.property(fc.uniqueArray(question, { minLength: 1 }), (questions) => {
      const match = buildMatcher(
        questions.map((text, at) => ({
          id: `${at}`,
          lang: /[a-z]/.test(text) ? 'en' : 'zh',
          question: text,
          variants: [],
          answer: '',
        })),
      );
      questions.forEach((text, at) => {
        expect(match(text)[0]?.entryId).toBe(`${at}`);
      });
    }),
  );
});
