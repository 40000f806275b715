import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../functions/shared/channels/email/charset.ts';

// "退款还没到账" and its kind in the bytes of the programs that write them.
const bytes = {
  gbk: Buffer.from('cdcbbfeebbb9c3bbb5bdd5cb', 'hex'),
  gb18030FourByte: Buffer.from('8139ee39cdcbbfee', 'hex'), // 㐀退款? the first is outside GBK
  big5: Buffer.from('bdd0b0dda7daaabaa55db96fa8ecabc5', 'hex'),
  shiftJis: Buffer.from('95d48be082b582c482ad82be82b382a2', 'hex'),
  eucKr: Buffer.from('c8afbad2c7d8c1d6bcbcbfe4', 'hex'),
  iso2022jp: Buffer.from('1b2442245e2440464f242d245e243b24731b2842', 'hex'),
  koi8: Buffer.from('d7c5d2cec9d4c520c4c5ced8c7c9', 'hex'),
  cp1251: Buffer.from('e2e5f0ede8f2e520e4e5edfce3e8', 'hex'),
  latin1: Buffer.from('Je veux être remboursé', 'latin1'),
};

describe('text of unsure charset', () => {
  it.each([
    ['GBK without a declaration', bytes.gbk, undefined, '退款还没到账'],
    ['GBK called us-ascii', bytes.gbk, 'us-ascii', '退款还没到账'],
    ['GBK called utf-8', bytes.gbk, 'utf-8', '退款还没到账'],
    ['GBK called iso-8859-1', bytes.gbk, 'iso-8859-1', '退款还没到账'],
    ['GBK called X-GBK', bytes.gbk, 'X-GBK', '退款还没到账'],
    ['GBK called cp936', bytes.gbk, 'cp936', '退款还没到账'],
    ['GB18030 of four bytes called gb2312', bytes.gb18030FourByte, 'gb2312', '㐀退款'],
    ['Shift_JIS without a declaration', bytes.shiftJis, undefined, '返金してください'],
    ['EUC-KR without a declaration', bytes.eucKr, undefined, '환불해주세요'],
    ['ISO-2022-JP without a declaration', bytes.iso2022jp, undefined, 'まだ届きません'],
    ['ISO-2022-JP called us-ascii', bytes.iso2022jp, 'us-ascii', 'まだ届きません'],
    ['Windows-1251 without a declaration', bytes.cp1251, undefined, 'верните деньги'],
    ['KOI8-R without a declaration', bytes.koi8, undefined, 'верните деньги'],
    ['KOI8-R as declared', bytes.koi8, 'koi8-r', 'верните деньги'],
    ['UTF-8 called gb2312', Buffer.from('退款还没到账，请处理'), 'gb2312', '退款还没到账，请处理'],
    ['UTF-8 called iso-8859-1', Buffer.from('déçu et fâché'), 'iso-8859-1', 'déçu et fâché'],
    ['UTF-8 with a quoted label', Buffer.from('déçu'), '"charset=utf-8"', 'déçu'],
    ['a label nobody knows', Buffer.from('你好'), 'x-nobody', '你好'],
    ['a short GBK word that is also UTF-8', Buffer.from('d0bbd0bb', 'hex'), 'gbk', '谢谢'],
    ['UTF-16 with its mark', Buffer.from('fffe604f7d59', 'hex'), undefined, '你好'],
    ['UTF-8 with its mark', Buffer.from('efbbbfe4bda0', 'hex'), 'gbk', '你'],
    ['nothing', Buffer.alloc(0), 'gbk', ''],
  ])('is read right: %s', (_, raw, declared, text) => {
    expect(decodeText(raw, declared)).toBe(text);
  });

  it('is read as traditional Chinese when it is Big5', () => {
    expect(decodeText(bytes.big5)).toMatch(/^請問我的/);
  });

  it('keeps Latin text undeclared', () => {
    expect(decodeText(bytes.latin1)).toBe('Je veux être remboursé');
  });

  it('keeps what is readable of text cut in the middle of a character', () => {
    expect(decodeText(Buffer.from('退款还没到账').subarray(0, 17), 'utf-8')).toMatch(/^退款还没到/);
    expect(decodeText(bytes.gbk.subarray(0, 11), 'gbk')).toMatch(/^退款还没到/);
  });
});
