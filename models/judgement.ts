/** What the models say of one text. Plain data: it travels inside events and is stored on the timeline. */

export const sentiments = ['negative', 'neutral', 'positive', 'mixed'] as const;
export type Sentiment = (typeof sentiments)[number];

export const emotions = [
  'anger',
  'disappointment',
  'anxiety',
  'sadness',
  'joy',
  'gratitude',
  'surprise',
  'neutral',
] as const;
export type Emotion = (typeof emotions)[number];

/** What is at stake in a text (`design` section 4): threats and rights first, then life events. */
export const signalKinds = [
  'threat-to-leave',
  'bad-review',
  'cheated',
  'fraud',
  'legal',
  'media',
  'safety',
  'repeat-complaint',
  'wants-human',
  'bereavement',
  'illness',
  'divorce',
  'wedding',
  'birth',
] as const;
export type SignalKind = (typeof signalKinds)[number];

/** A signal and the words that show it; `start` and `end` are UTF-16 offsets into the text as it was written. */
export type Signal = { kind: SignalKind; words: string; start: number; end: number; weight: number };

export const piiKinds = ['phone', 'id-card', 'bank-card', 'email', 'address', 'wechat', 'qq'] as const;
export type PiiKind = (typeof piiKinds)[number];
export type PiiSpan = { kind: PiiKind; start: number; end: number };

export type Language = { code: 'zh' | 'en' | 'other'; script?: 'simplified' | 'traditional'; confidence: number };

/**
 * The reading of one text. `uncertain` means that sentiment may be wrong and says so; `failed` that nothing could be
 * read and a person must look. Scores are probabilities and sum to 1; `intensity` runs from 0 to 1.
 */
export type Judgement = {
  state: 'judged' | 'uncertain' | 'failed';
  language: Language;
  sentiment: { label: Sentiment; scores: Record<Sentiment, number> };
  emotion: { label: Emotion; scores: Record<Emotion, number>; intensity: number };
  signals: Signal[];
  keywords: string[];
  pii: PiiSpan[];
  /** Whether the text asks for something: a question or a request, as opposed to thanks, a greeting, a statement. */
  asks: boolean;
};

/** Reads one text; never throws: what cannot be read comes back as `failed`. */
export type Analyze = (text: string, hint?: { lang?: 'zh' | 'en' }) => Judgement;

/** One entry of a knowledge base: a question with its other phrasings, and what we answer. */
export type FaqEntry = {
  id: string;
  lang: 'zh' | 'en';
  question: string;
  variants: string[];
  answer: string;
  topic?: string;
};

/** A candidate for an asked question: `confidence` is the calibrated probability that it is the right entry. */
export type Candidate = { entryId: string; confidence: number; matched: string[] };

/** Finds the best entries for a question, best first, at most `limit` of them (3 unless told). */
export type Match = (question: string, limit?: number) => Candidate[];
