import type { Reading } from '../../../events/reading.ts';
import type { Emotion } from '../../../models/judgement.ts';
import { emotionWord } from '../words.ts';
import { useLanguage } from './language.tsx';

/** Brows, eyes and mouth on a face of 32 by 32. */
const faces: Record<Emotion, string> = {
  anger: 'M8.5 11l4.5 2.5M23.5 11 19 13.5M11.5 16v.01M20.5 16v.01M11.5 23c2.5-3 6.5-3 9 0',
  disappointment: 'M9 12.5l4-1M23 12.5l-4-1M11.5 15.5v.01M20.5 15.5v.01M12 22.5l8-1.5',
  anxiety:
    'M9.5 12.5 13 10.5M22.5 12.5 19 10.5M11.5 15.5v.01M20.5 15.5v.01M10.5 22l2.2-1.8 2.2 1.8 2.2-1.8 2.2 1.8 2-1.6',
  sadness: 'M9 13l4-2.5M23 13l-4-2.5M11.5 16v.01M20.5 16v.01M12 23.5c2-2.5 6-2.5 8 0M22.5 18.5v2.5',
  joy: 'M9.5 14.5c1-2 3-2 4 0M18.5 14.5c1-2 3-2 4 0M10 19c2 5 10 5 12 0Z',
  gratitude: 'M9.5 13.5c1 1.5 3 1.5 4 0M18.5 13.5c1 1.5 3 1.5 4 0M11 19.5c2.5 3.2 7.5 3.2 10 0',
  surprise: 'M10 10.5h3M19 10.5h3M11.5 15v.01M20.5 15v.01M16 19a2.2 2.6 0 1 0 0 5.2 2.2 2.6 0 0 0 0-5.2Z',
  neutral: 'M11.5 14v.01M20.5 14v.01M12 20.5c2.5 1 5.5 1 8 0',
};
const unread = 'M12.5 12.5c0-5 7.5-4.5 7 0-.3 2.7-3.5 2.7-3.5 5.5M16 22.5v.01';

/** A small face for how a message feels; a question mark where it could not be read. */
export function EmotionMark({ reading }: { reading: Reading | undefined }) {
  const { lang, word } = useLanguage();
  const isRead = reading && reading.state !== 'failed';
  const label = isRead ? emotionWord(lang, reading.emotion) : word('unread');
  return (
    <svg class={`face ${isRead ? reading.emotion : 'unread'}`} viewBox="0 0 32 32" role="img" aria-label={label}>
      <title>{label}</title>
      <circle cx="16" cy="16" r="14.5" />
      <path d={isRead ? faces[reading.emotion] : unread} />
    </svg>
  );
}
