/** Classes of UTF-16 code units, as cheap range checks: they run on every character of every message. */

export const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/** Chinese characters (the common blocks; the rare planes count as other). */
export const isHan = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || (code >= 0xf900 && code <= 0xfaff);

/** Japanese kana, half-width ones too. */
export const isKana = (code: number): boolean =>
  (code >= 0x3041 && code <= 0x30ff && code !== 0x30fb) || (code >= 0xff66 && code <= 0xff9d);

export const isHangul = (code: number): boolean =>
  (code >= 0xac00 && code <= 0xd7a3) || (code >= 0x1100 && code <= 0x11ff) || (code >= 0x3131 && code <= 0x318e);

export const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** A lower-case letter a–z: what Latin letters are after normalisation. */
export const isLatin = (code: number): boolean => code >= 97 && code <= 122;

/** Part of a Latin word after normalisation: a letter, a digit or an apostrophe. */
export const isWordPart = (code: number): boolean => isLatin(code) || isDigit(code) || code === 39;
