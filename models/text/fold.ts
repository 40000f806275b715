import { toSimplified } from './traditional.ts';

/** Letters of other scripts and signs that look like Latin letters, each with the letter it stands for. */
const lookAlikes = new Map(
  (
    'аa вb еe ёe кk мm нh оo рp сc тt уy хx ѕs іi јj ԁd ԛq ԝw ցg һh ӏl ьb ' +
    'αa βb γy εe ηn ιi κk λl μm νv οo ρp σo ςc τt υu χx ωw ϲc ϳj ' +
    "ıi ɡg ɑa ꞌ' ʼ' ʹ' ‘' ’' ‛' ′' `' ´' “\" ”\" „\" ‐- ‑- ‒- –- —- −- ﹣- ｡。 øo łl đd ħh ßs æa œo ðd"
  )
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.charAt(1)] as const),
);

/** Never seen: zero-width and bidi characters, variation selectors, tags, fillers, control characters, accents. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Mn}\p{Me}\p{Cs}\p{Cn}\p{Co}]|[\u{1f3fb}-\u{1f3ff}]/u;
const space = /(?!\ufeff)[\s\u0085\u2800]/u; // the byte order mark counts as space there, but is unseen

/** Circled and squared capitals that NFKC leaves alone. */
function letterInFrame(point: number): string | undefined {
  for (const first of [0x1f150, 0x1f170]) {
    if (point >= first && point < first + 26) return String.fromCharCode(97 + point - first);
  }
  return undefined;
}

/** What one character is read as: usually one character, sometimes several (`㎏` → `kg`), or none when it is unseen. */
export function foldCharacter(character: string): string {
  const plain = letterInFrame(character.codePointAt(0) ?? 0) ?? character.normalize('NFKC').toLowerCase();
  let folded = '';
  for (const part of plain) {
    if (space.test(part)) {
      folded += ' ';
      continue;
    }
    for (const piece of part.normalize('NFD')) {
      if (unseen.test(piece)) continue;
      const like = lookAlikes.get(piece) ?? piece;
      folded += like.length === 1 ? String.fromCharCode(toSimplified(like.charCodeAt(0))) : like;
    }
  }
  return folded;
}
