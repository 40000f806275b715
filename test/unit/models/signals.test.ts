import { describe, expect, it } from 'vitest';
import type { SignalKind } from '../../../models/judgement.ts';
import { predictSignals } from '../../../models/signals/predict.ts';
import { normalise } from '../../../models/text/normalise.ts';

const read = (text: string) => predictSignals(text, normalise(text));
const kindsIn = (text: string) => read(text).map(({ kind }) => kind);
const weightOf = (text: string, kind: SignalKind) => read(text).find((signal) => signal.kind === kind)?.weight ?? 0;

const shown: [SignalKind, ...string[]][] = [
  ['threat-to-leave', '再也不会来你们家买东西了', 'I will never buy from you again', "I'm switching to another bank"],
  [
    'bad-review',
    '我要给你们差评',
    '发到小红书让大家看看',
    'I will leave you a one star review',
    'going to post this on Twitter',
  ],
  ['cheated', '你们就是骗子', '卖假货', 'this is a scam', 'you lied to me'],
  ['fraud', '我的卡被盗刷了', '这不是我本人操作', 'there is an unauthorized charge', 'my card was stolen'],
  ['legal', '我要起诉你们', '打12315', '再不处理我就投诉', 'I will sue you', 'my lawyer will contact you'],
  ['media', '我会找记者曝光', '找电视台', 'I will call the local news', 'a journalist is interested'],
  [
    'safety',
    '充电宝着火了',
    '吃了拉肚子',
    'the charger caught fire',
    'my son got burned',
    '不想活了',
    'I want to kill myself',
  ],
  [
    'repeat-complaint',
    '第三次投诉了还没解决',
    '催了好几次了',
    'this is the third time I write',
    'I have called five times',
  ],
  ['wants-human', '转人工', '叫你们经理来', 'let me speak to a human', 'I want to talk to your manager'],
  ['bereavement', '我妈妈去世了', '我爸爸上周走了', 'my mother passed away', 'my husband died last week'],
  ['illness', '我住院了', '确诊癌症', 'I was diagnosed with cancer', 'I am in hospital'],
  ['divorce', '我离婚了', 'we are getting divorced', 'my ex-wife still has access'],
  ['wedding', '下个月结婚', '婚礼要用', 'it is for my wedding', 'we are getting married'],
  ['birth', '我怀孕了', '刚生完宝宝', 'I am pregnant', 'my daughter was born yesterday'],
];

describe.each(shown)('the signal %s', (kind, ...texts) => {
  it.each(texts)('is shown by %s', (text) => {
    expect(kindsIn(text)).toContain(kind);
  });
});

describe('a denied signal', () => {
  it.each(['不是骗子', '我不会起诉你们', '我没有说要投诉', '没有着火', '我没有怀孕', '别投诉'])(
    'is dropped in %s',
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );
  it.each([
    "I'm not going to sue",
    'this is not a scam',
    "I don't want to cancel my contract",
    'nobody said fraud, it is not fraud',
  ])('is dropped or lowered in %s', (text) => {
    for (const { weight } of read(text)) expect(weight).toBeLessThanOrEqual(0.9);
    expect(kindsIn(text).length).toBeLessThanOrEqual(1);
  });
  it.each(['不得不投诉你们', 'I will not hesitate to sue you', '再不退款我就起诉'])(
    'stays where the denial affirms: %s',
    (text) => {
      expect(weightOf(text, 'legal')).toBeGreaterThanOrEqual(0.6);
    },
  );
});

describe('a question about a signal', () => {
  it('weighs less than the threat itself', () => {
    expect(weightOf('how do I file a complaint', 'legal')).toBeLessThan(weightOf('I will file a complaint', 'legal'));
    expect(weightOf('是不是骗子？', 'cheated')).toBeLessThan(weightOf('你们是骗子', 'cheated'));
    expect(weightOf('怎么投诉', 'legal')).toBeLessThan(0.6);
  });
  it('asks for a person no less when it is polite', () => {
    expect(weightOf('能不能转人工', 'wants-human')).toBe(weightOf('转人工', 'wants-human'));
  });
});

describe('a disguised signal', () => {
  it.each(['骗\u200b子', '骗 子', '騙子', '骗*子', '骗\u{e0041}子', 'pianzi'])('is found in %j', (text) => {
    expect(kindsIn(text)).toEqual(['cheated']);
  });
  it.each(['ｓｃａｍ', 's c a m', 's.c.a.m', 'sc4m', '$cam', 'sсаm', '𝓼𝓬𝓪𝓶', 's\u00adc\u034fam', 'ſcam', 'SCAM'])(
    'is found in %j',
    (text) => {
      expect(kindsIn(text)).toEqual(['cheated']);
    },
  );
  it('is reported with the words as they were written', () => {
    const text = '😡😡 你们是騙\u200b子！';
    const [signal] = read(text);
    expect(signal).toMatchObject({ kind: 'cheated', words: '騙\u200b子' });
    expect(text.slice(signal?.start, signal?.end)).toBe(signal?.words);
  });
});

describe('words that only look like a signal', () => {
  it.each([
    '气炸了',
    '手机死机了',
    'an issue with the tissue',
    'order 51231560',
    '第三次购买了，很好',
    'my phone died',
    '共110元',
  ])('show nothing: %s', (text) => {
    expect(read(text)).toEqual([]);
  });
});
