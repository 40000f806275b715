import { writeFileSync } from 'node:fs';
import { readSet } from '../data.ts';
import { normalise } from '../text/normalise.ts';
import { stopWords } from './words.ts';

/** Chinese sets whose words customers use. */
const sets = [
  'online_shopping_zh',
  'waimai_zh',
  'hotel_zh',
  'jd_shoes_zh',
  'jd_appliance_zh',
  'review3_zh',
  'car_aspect_zh',
  'bank_faq_zh',
  'afqmc_pairs_zh',
  'jddc_satisfaction_zh',
  'helpdesk_dialogue_zh',
  'civic_complaint_zh',
];
const mostWords = 20_000;
const rareBelow = 5;
const longestRead = 600;

/** The segmenter glues these small words to others (我的, 都是). */
const small = /[的了是我你他它吗呢吧这那哪很都也就还]/;

/**
 * Writes the Chinese words that key phrases are made of, the most frequent first, one a line. They are found with
 * `Intl.Segmenter` here, once: it is too slow to run on every message.
 */
export function trainKeywords(folder: string, path: string) {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  const counts = new Map<string, number>();
  for (const set of sets) {
    for (const { text, a } of readSet(folder, set, 'train')) {
      for (const { segment } of segmenter.segment(normalise((text ?? a ?? '').slice(0, longestRead)).text)) {
        if (/^\p{sc=Han}{2,5}$/u.test(segment) && !small.test(segment))
          counts.set(segment, (counts.get(segment) ?? 0) + 1);
      }
    }
  }
  const words = [...counts]
    .filter(([word, count]) => count >= rareBelow && !stopWords.has(word))
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .slice(0, mostWords)
    .map(([word]) => word);
  writeFileSync(path, `${words.join('\n')}\n`);
}
