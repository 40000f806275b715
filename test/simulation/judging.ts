import type { Knowledge } from '../../functions/shared/ports/knowledge.ts';
import type { Analyze, Emotion, FaqEntry, Judgement, Match, Sentiment, SignalKind } from '../../models/judgement.ts';

/** What a simulated text may be about: it says so in its first word. */
export const topics = ['faq', 'vague', 'asks', 'thanks', 'note', 'angry', 'legal', 'ill', 'person', 'fail'] as const;
export type Topic = (typeof topics)[number];

type Mood = { sentiment: Sentiment; emotion: Emotion; intensity: number; signal?: SignalKind; asks: boolean };

const calm: Mood = { sentiment: 'neutral', emotion: 'neutral', intensity: 0.1, asks: true };
const moods: Record<Topic, Mood> = {
  faq: calm,
  vague: calm,
  asks: calm,
  fail: calm,
  note: { ...calm, asks: false },
  thanks: { sentiment: 'positive', emotion: 'gratitude', intensity: 0.7, asks: false },
  angry: { sentiment: 'negative', emotion: 'anger', intensity: 0.9, signal: 'threat-to-leave', asks: false },
  legal: { sentiment: 'negative', emotion: 'anger', intensity: 0.8, signal: 'legal', asks: false },
  ill: { sentiment: 'negative', emotion: 'sadness', intensity: 0.8, signal: 'illness', asks: false },
  person: { ...calm, signal: 'wants-human' },
};

export const topicOf = (text: string): Topic => topics.find((topic) => text.startsWith(`${topic}:`)) ?? 'note';

/** Stands for the models: the topic decides, and nothing else. */
export const analyze: Analyze = (text): Judgement => {
  const topic = topicOf(text);
  const { sentiment, emotion, intensity, signal, asks } = moods[topic];
  return {
    state: topic === 'fail' ? 'failed' : 'judged',
    language: { code: 'en', confidence: 1 },
    sentiment: { label: sentiment, scores: { negative: 0, neutral: 0, positive: 0, mixed: 0, [sentiment]: 0.9 } },
    emotion: {
      label: emotion,
      scores: {
        anger: 0,
        disappointment: 0,
        anxiety: 0,
        sadness: 0,
        joy: 0,
        gratitude: 0,
        surprise: 0,
        neutral: 0,
        [emotion]: 0.9,
      },
      intensity,
    },
    signals: signal ? [{ kind: signal, words: topic, start: 0, end: topic.length, weight: 0.9 }] : [],
    keywords: [],
    pii: [],
    asks,
  };
};

export const answers = 12;

const entries = new Map<string, FaqEntry>(
  Array.from({ length: answers }, (_, index) => {
    const id = `q${index}`;
    return [id, { id, lang: 'en', question: `question ${index}`, variants: [], answer: `answer ${index}` }];
  }),
);

/** `faq:3 …` is surely entry 3, `vague:3 …` perhaps. */
const match: Match = (question) => {
  const [, topic, index] = /^(faq|vague):(\d+)/.exec(question) ?? [];
  if (!topic) return [];
  return [{ entryId: `q${index}`, confidence: topic === 'faq' ? 0.95 : 0.55, matched: [topic] }];
};

/** A small knowledge base. */
export const knowledge: Knowledge = { version: '1', entries, match };
