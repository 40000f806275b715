// The characters that make up most of real text. Bytes read in the wrong encoding give rare ones instead.
const common = new Set(
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运您请谢款退货单快递客服订到账失望这個們來為國說時會對過發後裡種經麼學現當沒動麵還進樣實無與長機關點業將兩間問應戰頭體見產話給門員論處義條幾係氣題爾別變總電數報結達謝請貨單遞訂帳價錢買賣電話日本語様致願届注文商品返金',
);

/** How much text reads like text, from about -6 (wrong encoding) to 2 (surely right); 0 when all of it is ASCII. */
export function plausibility(text: string): number {
  let seen = 0;
  let total = 0;
  let run = 0;
  let before = 0;
  for (const character of text.slice(0, 20_000)) {
    const code = character.codePointAt(0) ?? 0;
    if ((isCyrillic(code) && isAsciiLetter(before)) || (isAsciiLetter(code) && isCyrillic(before))) total -= 2; // one word, two scripts
    run = code < 0x80 ? 0 : run + 1;
    before = code;
    if (code < 0x80) continue;
    seen += 1;
    total += code < 0x180 ? latin(code, run) : score(code, character);
  }
  return seen === 0 ? 0 : total / seen;
}

function isCyrillic(code: number): boolean {
  return code >= 0x0400 && code <= 0x045f;
}

function isAsciiLetter(code: number): boolean {
  return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
}

/** Accented letters stand alone or in pairs; three in a row are another script read byte by byte. */
function latin(code: number, run: number): number {
  if (code < 0xa0) return -4;
  if (run > 2) return -2;
  return code >= 0xc0 && code !== 0xd7 && code !== 0xf7 ? 1 : -0.2;
}

function score(code: number, character: string): number {
  if (code === 0xfffd) return -6;
  if (code >= 0xe000 && code <= 0xf8ff) return -3;
  if (code >= 0x0430 && code <= 0x045f) return 1;
  if (code >= 0x0400 && code <= 0x042f) return 0.2;
  if (code >= 0x2010 && code <= 0x20ac) return 0.5;
  if ('，。！？：；、（）「」'.includes(character)) return 2;
  if (code >= 0x3041 && code <= 0x30fe) return 1.5;
  if (code >= 0xac00 && code <= 0xd7a3) return 1;
  if (code >= 0xff61 && code <= 0xff9f) return -1;
  if (code >= 0x4e00 && code <= 0x9fff) return common.has(character) ? 2 : 0.2;
  if (code >= 0x3400 && code <= 0x4dbf) return -1;
  return 0;
}
