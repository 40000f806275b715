import type { Language } from '../judgement.ts';
import { isHan, isHangul, isKana } from '../text/characters.ts';
import { isOnlySimplified, isOnlyTraditional } from '../text/traditional.ts';
import { languagesOfWord, latinLanguages } from './latin-words.ts';

const enough = 400; // characters that settle the language of any text
const shinjitai = new Set(
  Array.from('働込円対価発売様届応録残変続関経験図読囲払弁仮伝県転児団検険観権', (letter) => letter.charCodeAt(0)),
); // Japanese spellings
const unseen = /\p{Default_Ignorable_Code_Point}/u;
const allUnseen = /\p{Default_Ignorable_Code_Point}/gu;
const foreignAccents = /[à-öø-ÿāăąćčďđēęěğīıłńňőœřśşšťūůűźżžơưạ-ỹ¿¡]/g;

type Counts = {
  han: number;
  kana: number;
  hangul: number;
  latin: number;
  foreign: number;
  traditional: number;
  simplified: number;
};

/** Counts the letters of a text by script. Look-alikes of Latin letters count as foreign. */
function count(text: string): Counts {
  const counts: Counts = { han: 0, kana: 0, hangul: 0, latin: 0, foreign: 0, traditional: 0, simplified: 0 };
  const until = Math.min(text.length, enough);
  for (let at = 0; at < until; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) {
      const lower = code | 32;
      if (lower >= 97 && lower <= 122) counts.latin++;
    } else if (isHan(code)) {
      counts.han++;
      if (isOnlySimplified(code)) counts.simplified++;
      else if (isOnlyTraditional(code)) counts.traditional++;
      else if (shinjitai.has(code)) counts.kana++;
    } else if (isKana(code)) counts.kana++;
    else if (isHangul(code)) counts.hangul++;
    else if (code <= 0x24f || (code >= 0xff21 && code <= 0xff5a)) counts.latin++;
    else if ((code >= 0x370 && code <= 0x1cff) || (code >= 0x1f00 && code <= 0x1fff)) counts.foreign++;
    else if (code >= 0x1e00 && code < 0x1f00) counts.latin++;
  }
  return counts;
}

type Latin = { words: number; english: number; isEnglish: boolean; confidence: number };

/** Tells English from the other languages in Latin letters by the words each uses most and by accents. */
function readLatin(text: string): Latin {
  const tally = new Array<number>(latinLanguages.length).fill(0);
  const lower = text
    .slice(0, enough / 2)
    .toLowerCase()
    .replaceAll('’', "'");
  let words = 0;
  for (const word of lower.match(/[a-zß-ÿāăąćčđęěğışłńőœřśşšťůźżžơưạ-ỹ']+/g) ?? []) {
    words++;
    const bits = languagesOfWord.get(word) ?? 0;
    for (let place = 0; bits >> place > 0; place++) if ((bits >> place) & 1) tally[place] = (tally[place] ?? 0) + 1;
  }
  const accents = lower.match(foreignAccents)?.length ?? 0;
  const english = tally[0] ?? 0;
  const foreign = Math.max(...tally.slice(1)) + Math.min(accents, 4) * 0.7;
  const known = Math.max(english, foreign);
  const isEnglish = english > 0 ? english >= foreign : foreign === 0;
  const share = known / Math.max(words, 1);
  const lead = Math.abs(english - foreign) / (known + 1);
  const confidence = known === 0 ? 0.5 : Math.min(0.99, 0.55 + 0.25 * Math.min(1, share * 2) + 0.2 * lead);
  return { words, english, isEnglish, confidence };
}

/**
 * The language of a text as it was written (not normalised: folding hides scripts). A text without letters is `other`
 * with low confidence; Chinese without a character that tells the script counts as simplified.
 */
export function predictLanguage(text: string): Language {
  const start = text.slice(0, 4 * enough);
  return languageOf(unseen.test(start) ? start.replaceAll(allUnseen, '') : start);
}

function languageOf(text: string): Language {
  const counts = count(text);
  const { han, kana, hangul, latin, foreign } = counts;
  const letters = han + kana + hangul + latin + foreign;
  if (letters === 0) return { code: 'other', confidence: 0.1 };
  if (kana > 1 && kana >= 0.15 * (han + kana) && kana * 3 > latin) return { code: 'other', confidence: 0.95 };
  if (hangul > han && hangul * 3 > latin) return { code: 'other', confidence: 0.95 };
  if (foreign > latin && foreign > han) return { code: 'other', confidence: 0.95 };
  if (latin === 0) return chinese(counts, 0);
  const words = readLatin(text);
  // A name in Latin letters weighs less than an English word: 我的 iPhone 15 Pro Max 坏了 is Chinese.
  const latinWeight = 1.5 * words.english + 0.5 * (words.words - words.english);
  if (han > 0 && han >= latinWeight) return chinese(counts, latinWeight);
  return { code: words.isEnglish ? 'en' : 'other', confidence: words.confidence };
}

function chinese({ han, traditional, simplified }: Counts, latinWeight: number): Language {
  const script = traditional > simplified ? 'traditional' : 'simplified';
  const confidence = Math.min(0.99, (0.8 + 0.03 * han) * (han / (han + latinWeight / 2)));
  return { code: 'zh', script, confidence };
}
