import { join } from 'node:path';
import { predictAsks } from './asks/predict.ts';
import { intensityOf } from './emotion/intensity.ts';
import { type EmotionModel, readEmotionModel } from './emotion/model-file.ts';
import { predictFeeling } from './emotion/predict.ts';
import { type Analyze, emotions, type Judgement, sentiments } from './judgement.ts';
import { predictKeywords, readVocabulary, type Vocabulary } from './keywords/predict.ts';
import { predictLanguage } from './language/predict.ts';
import { predictPii } from './pii/predict.ts';
import { predictSignals } from './signals/predict.ts';
import { normalise } from './text/normalise.ts';

/** Of a longer text only the beginning is read; no message a person writes is longer. */
export const longestText = 20_000;

/** The trained files that must lie in the model folder, by their path in it. */
export const modelFiles = ['emotion/emotion.bin', 'keywords/words-zh.txt'] as const;

/**
 * Reads the trained files once and returns the reader. The folder is that of this module unless given (a bundle keeps
 * its model files elsewhere). A missing or damaged file is an error naming it; after that nothing throws.
 */
export function loadAnalyze(folder: string = import.meta.dirname, terms: readonly string[] = []): Analyze {
  const model = readEmotionModel(join(folder, modelFiles[0]));
  const vocabulary = readVocabulary(join(folder, modelFiles[1]));
  const known = terms.map((term) => normalise(term).text);
  return (text, hint) => {
    try {
      return typeof text === 'string'
        ? judge({ model, vocabulary, terms: known }, text.slice(0, longestText), hint?.lang)
        : unread();
    } catch {
      return unread();
    }
  };
}

type Readers = { model: EmotionModel; vocabulary: Vocabulary; terms: readonly string[] };

function judge({ model, vocabulary, terms }: Readers, text: string, hint?: 'zh' | 'en'): Judgement {
  const normalised = normalise(text);
  const language = predictLanguage(text);
  const lang = language.code === 'other' ? (hint ?? 'en') : language.code;
  const { sentiment, emotion, isSure } = predictFeeling(model, normalised.text, lang);
  const isReadable = language.code !== 'other' || hint !== undefined;
  return {
    state: isSure && isReadable && normalised.text !== '' ? 'judged' : 'uncertain',
    language,
    sentiment,
    emotion: { ...emotion, intensity: intensityOf(normalised.text, emotion, normalised.emphasis) },
    signals: predictSignals(text, normalised),
    keywords: predictKeywords(normalised.text, vocabulary, terms),
    pii: predictPii(normalised),
    asks: predictAsks(normalised.text),
  };
}

/** What is said of a text that could not be read: nothing, and that a person must look. */
function unread(): Judgement {
  const even = <Label extends string>(labels: readonly Label[]) =>
    Object.fromEntries(labels.map((label) => [label, 1 / labels.length])) as Record<Label, number>;
  return {
    state: 'failed',
    language: { code: 'other', confidence: 0 },
    sentiment: { label: 'neutral', scores: even(sentiments) },
    emotion: { label: 'neutral', scores: even(emotions), intensity: 0 },
    signals: [],
    keywords: [],
    pii: [],
    asks: false,
  };
}
