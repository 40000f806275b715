import type { Reading } from '../../events/reading.ts';
import type { FaqEntry } from '../../models/judgement.ts';

type Opening = Partial<Record<Reading['emotion'], string>>;

const openings: Record<'zh' | 'en', Opening> = {
  zh: {
    anger: '非常抱歉让您这么生气，我们先把事情说清楚：',
    disappointment: '很抱歉让您失望了。',
    anxiety: '您别着急，我来说明一下：',
    sadness: '听到这些很不好受，希望下面的信息能帮上您。',
    joy: '很高兴听到您这么说！',
    gratitude: '不客气，也谢谢您！',
  },
  en: {
    anger: 'I am sorry this has made you angry. Here is where things stand: ',
    disappointment: 'I am sorry we let you down. ',
    anxiety: 'I understand the worry. Here is what happens: ',
    sadness: 'I am sorry to hear this. I hope this helps a little: ',
    joy: 'Lovely to hear! ',
    gratitude: 'You are very welcome! ',
  },
};

/** From this intensity on, an emotion is answered in words. */
const felt = 0.35;

/** The answer in the tone the moment asks for: the entry's own words, and before them one sentence to the feeling. */
export function compose(
  { answer, lang }: Pick<FaqEntry, 'answer' | 'lang'>,
  { emotion, intensity, state }: Reading,
): string {
  const opening = state === 'judged' && intensity >= felt ? openings[lang][emotion] : undefined;
  return `${opening ?? ''}${answer}`;
}
