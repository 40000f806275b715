import { describe, expect, it } from 'vitest';
import { predictPii, redact } from '../../../models/pii/predict.ts';
import { normalise } from '../../../models/text/normalise.ts';

const redacted = (text: string) => redact(text, predictPii(normalise(text)));

describe('what identifies a person', () => {
  it.each([
    ['我的电话是13812345678', '我的电话是[phone]'],
    ['打１３８ １２３４ ５６７８给我', '打[phone]给我'],
    ['+86 138-1234-5678', '[phone]'],
    ['010-62345678', '[phone]'],
    ['call me at (415) 555-2671', 'call me at [phone]'],
    ['+44 20 7946 0958', '[phone]'],
    ['身份证11010519491231002X。', '身份证[id-card]。'],
    ['my card 4111 1111 1111 1111', 'my card [bank-card]'],
    ['Amex 3782 822463 10005', 'Amex [bank-card]'],
    ['my email is John.Doe@example.com.', 'my email is [email].'],
    ['微信号：abc_12345', '微信号：[wechat]'],
    ['加我vx: hello123', '加我vx: [wechat]'],
    ['QQ 123456789', 'QQ [qq]'],
    ['寄到广东省深圳市南山区科技园路15号3栋502室，谢谢', '寄到[address]，谢谢'],
    ['我住在朝阳区建国路88号院5号楼1203', '我住在[address]'],
    ['I live at 221B Baker Street, London', 'I live at [address], London'],
  ])('is taken out of %s', (text, expected) => {
    expect(redacted(text)).toBe(expected);
  });

  it.each([
    '身份证 110105194912310021', // wrong check character
    'card 4111 1111 1111 1112', // wrong Luhn sum
    'the total is $123.45 for 3 items',
    'ip 192.168.100.200',
    '今天是2024-05-12',
    '20 minutes on the road',
    '我在路上3号到',
    '我的微信支付失败了',
  ])('is not seen in %s', (text) => {
    expect(redacted(text)).toBe(text);
  });
});
