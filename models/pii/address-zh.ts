/** A run of characters that can name a place: Chinese, and not one of the small words that lead up to a place. */
const nameRun = /[^\P{sc=Han}在到是寄送址住给往我你他她了的为把从请帮]{2,40}/gu;
const road = '(?:路|街|大道|道|巷|胡同|弄|村|小区|花园|公寓|大厦|广场|苑|里|园)';
const endsWithRoad = new RegExp(`.${road}[东西南北中一二三四五六七八九十]{0,2}段?$`, 'u');
const house = /\d{1,5}(?:号|弄|栋|幢|座|单元|室|组|-\d)(?:[\da-z-]|号|院|楼|栋|幢|座|单元|室|层|户|弄|房|组){0,20}/y;
const mayHold = /[路街道巷弄村区园厦场苑里段寓中东南西北][一二三四五六七八九十]?段?\d|[省市州].{1,8}[区县市]/;
const cityToRoad = new RegExp(`[省市州].{1,8}[区县市].{1,14}${road}`, 'u');

/**
 * Chinese addresses in a normalised text: a road, village or building with a house number (建国路88号院5号楼), or a
 * city, a district and a road. What leads up to it as names (province, city) belongs to it.
 */
export function chineseAddresses(text: string): { from: number; to: number }[] {
  const addresses: { from: number; to: number }[] = [];
  if (!mayHold.test(text)) return addresses;
  for (const { 0: names, index: from } of text.matchAll(nameRun)) {
    const end = from + names.length;
    house.lastIndex = end;
    const number = endsWithRoad.test(names) ? house.exec(text) : null;
    if (number) addresses.push({ from, to: end + number[0].length });
    else {
      const place = cityToRoad.exec(names);
      if (place) addresses.push({ from, to: from + place.index + place[0].length });
    }
  }
  return addresses;
}
