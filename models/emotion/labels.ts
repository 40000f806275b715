import { type Emotion, emotions, type Sentiment, sentiments } from '../judgement.ts';

/**
 * What the outside labels mean in our classes. A label may stand for several of ours (`happy` may be joy or gratitude):
 * training then only asks that one of them be likely. Labels that fit none are left out of that head.
 */
type Meaning = { sentiment?: Sentiment; emotion?: readonly Emotion[] };

/** SMP2020-EWECT (`ewect_zh`): six classes of Weibo posts. */
export const ewect: Record<string, Meaning> = {
  angry: { sentiment: 'negative', emotion: ['anger'] },
  happy: { sentiment: 'positive', emotion: ['joy', 'gratitude'] },
  neutral: { sentiment: 'neutral', emotion: ['neutral'] },
  sad: { sentiment: 'negative', emotion: ['sadness', 'disappointment'] },
  fear: { sentiment: 'negative', emotion: ['anxiety'] },
  surprise: { emotion: ['surprise'] },
};

/** GoEmotions (`goemotions_en`): 28 labels of Reddit comments; the first label of a comment counts. */
export const goemotions: Record<string, Meaning> = {
  admiration: { sentiment: 'positive', emotion: ['joy'] },
  amusement: { sentiment: 'positive', emotion: ['joy'] },
  anger: { sentiment: 'negative', emotion: ['anger'] },
  annoyance: { sentiment: 'negative', emotion: ['anger'] },
  approval: { emotion: ['neutral', 'joy'] },
  caring: { emotion: ['neutral', 'joy'] },
  confusion: { emotion: ['neutral', 'anxiety', 'surprise'] },
  curiosity: { sentiment: 'neutral', emotion: ['neutral'] },
  desire: { emotion: ['neutral'] },
  disappointment: { sentiment: 'negative', emotion: ['disappointment'] },
  disapproval: { sentiment: 'negative', emotion: ['disappointment', 'anger'] },
  disgust: { sentiment: 'negative', emotion: ['anger'] },
  embarrassment: { sentiment: 'negative', emotion: ['disappointment', 'anxiety', 'sadness'] },
  excitement: { sentiment: 'positive', emotion: ['joy'] },
  fear: { sentiment: 'negative', emotion: ['anxiety'] },
  gratitude: { sentiment: 'positive', emotion: ['gratitude'] },
  grief: { sentiment: 'negative', emotion: ['sadness'] },
  joy: { sentiment: 'positive', emotion: ['joy'] },
  love: { sentiment: 'positive', emotion: ['joy'] },
  nervousness: { sentiment: 'negative', emotion: ['anxiety'] },
  neutral: { sentiment: 'neutral', emotion: ['neutral'] },
  optimism: { sentiment: 'positive', emotion: ['joy', 'neutral'] },
  pride: { sentiment: 'positive', emotion: ['joy'] },
  realization: { emotion: ['surprise', 'neutral'] },
  relief: { sentiment: 'positive', emotion: ['joy', 'gratitude'] },
  remorse: { sentiment: 'negative', emotion: ['sadness'] },
  sadness: { sentiment: 'negative', emotion: ['sadness'] },
  surprise: { emotion: ['surprise'] },
};

/** The outputs of the model: the sentiments, then the emotions. */
export const heads = [
  { name: 'sentiment', classes: sentiments, from: 0 },
  { name: 'emotion', classes: emotions, from: sentiments.length },
] as const;
export const outputs = sentiments.length + emotions.length;
export const allSentiments = (1 << sentiments.length) - 1;
export const allEmotions = (1 << emotions.length) - 1;

/** A set of classes as bits. */
export const sentimentBits = (...labels: Sentiment[]): number =>
  labels.reduce((bits, label) => bits | (1 << sentiments.indexOf(label)), 0);
export const emotionBits = (labels: readonly Emotion[]): number =>
  labels.reduce((bits, label) => bits | (1 << emotions.indexOf(label)), 0);
