/** Ids that somebody may give on purpose: separators, names of JavaScript’s own, and the longest there are. */
export const hostileIds = [
  '#',
  'a#b',
  'STATE#x',
  '/',
  '../..',
  '%23',
  '👩‍👩‍👧',
  '林#/悦',
  '__proto__',
  'constructor',
  'PERSON',
  '~',
  ' ',
  'x'.repeat(256),
  '语'.repeat(200),
];
