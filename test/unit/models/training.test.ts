import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Example } from '../../../models/emotion/corpora.ts';
import { fitEmotion, usualFit } from '../../../models/emotion/fit.ts';
import { allEmotions, allSentiments, emotionBits, sentimentBits } from '../../../models/emotion/labels.ts';
import { readEmotionModel, writeEmotionModel } from '../../../models/emotion/model-file.ts';
import { predictFeeling } from '../../../models/emotion/predict.ts';

const folder = mkdtempSync(join(tmpdir(), 'training-'));
afterAll(() => rmSync(folder, { recursive: true }));

const example = (text: string, lang: 'zh' | 'en', isGood: boolean): Example => ({
  text,
  lang,
  weight: 1,
  sentiment: { allowed: allSentiments, right: sentimentBits(isGood ? 'positive' : 'negative') },
  emotion: { allowed: allEmotions, right: emotionBits(isGood ? ['joy', 'gratitude'] : ['anger']) },
});
const sample = ['好', '很好', '真好', 'good', 'very good', 'so good'].flatMap((text, at) => [
  example(text, at < 3 ? 'zh' : 'en', true),
  example(text.replace('好', '差').replace('good', 'bad'), at < 3 ? 'zh' : 'en', false),
]);

it('learns the same model, byte for byte, from the same examples, and reads it back', () => {
  const options = { ...usualFit, rareBelow: 1 };
  const files = ['one.bin', 'two.bin'].map((name) => {
    writeEmotionModel(join(folder, name), fitEmotion(sample, options));
    return readFileSync(join(folder, name));
  });
  expect(files[0]?.equals(files[1] ?? Buffer.of())).toBe(true);

  const model = readEmotionModel(join(folder, 'one.bin'));
  expect(predictFeeling(model, '很差', 'zh').sentiment.label).toBe('negative');
  expect(predictFeeling(model, 'good', 'en').sentiment.label).toBe('positive');
  expect(predictFeeling(model, '差', 'zh').emotion.label).toBe('anger');
});
